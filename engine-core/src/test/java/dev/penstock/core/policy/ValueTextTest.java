package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.money.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ValueTextTest {
  @Property
  void aWholeNumberMeansItself(@ForAll long number) throws BadValueException {
    assertThat(NumberText.whole(Long.toString(number), Long.MIN_VALUE, Long.MAX_VALUE))
        .isEqualTo(number);
  }

  @Property
  void kAndMAreAThousandAndAMillion(@ForAll @LongRange(min = 0, max = 9_000_000_000L) long number)
      throws BadValueException {
    assertThat(NumberText.whole(number + "k", 0, Long.MAX_VALUE)).isEqualTo(number * 1_000);
    assertThat(NumberText.whole(number + "M", 0, Long.MAX_VALUE)).isEqualTo(number * 1_000_000);
  }

  @Property
  void anAmountSurvivesItsText(@ForAll @LongRange(min = 0) long nanos) throws BadValueException {
    Usd amount = Usd.ofNanos(nanos);
    assertThat(UnitText.usd(amount + " USD")).isEqualTo(amount);
  }

  @Property
  void aDecimalIsExact(@ForAll @LongRange(min = 0) long digits) throws BadValueException {
    String text = BigDecimal.valueOf(digits, 6).toPlainString();
    assertThat(NumberText.decimal(text)).isEqualTo(new BigDecimal(text));
  }

  @Property
  void aDurationIsItsCountOfUnits(@ForAll @LongRange(min = 1, max = 36_500) long count)
      throws BadValueException {
    assertThat(UnitText.duration(count + "ms")).isEqualTo(Duration.ofMillis(count));
    assertThat(UnitText.duration(count + "d")).isEqualTo(Duration.ofDays(count));
  }

  @Property
  void anyTextIsReadOrRefusedWithACode(@ForAll String text) {
    assertThat(code(() -> NumberText.whole(text, 0, 10))).matches("|TYPE|NUMBER|RANGE");
    assertThat(code(() -> NumberText.decimal(text))).matches("|TYPE|NUMBER|RANGE");
    assertThat(code(() -> UnitText.duration(text))).matches("|DURATION|DURATION_UNIT|RANGE");
    assertThat(code(() -> UnitText.usd(text))).matches("|UNIT|TYPE|NUMBER|RANGE|PRECISION");
    assertThat(code(() -> UnitText.share(text))).matches("|UNIT|TYPE|NUMBER|RANGE");
  }

  private interface Reading {
    Object read() throws BadValueException;
  }

  private static String code(Reading reading) {
    BadValueException refusal = catchThrowableOfType(BadValueException.class, reading::read);
    return refusal == null ? "" : refusal.code();
  }
}
