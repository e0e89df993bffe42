package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void findsIdsAmountsAndDatesAsTheyAreWritten() {
    Facts facts =
        Facts.of(
            "Order #JKT-78945 of Jan 10, 2026 for $1,129.00 came on 2026-01-14; I paid 20 euros"
                + " for 1Z999AA10123456784.");
    assertThat(facts.ids().values()).containsExactly("#JKT-78945", "1Z999AA10123456784");
    assertThat(facts.amounts().values()).containsExactly("$1,129.00", "20 euros");
    assertThat(facts.amounts().keySet()).containsExactly("1129", "20");
    assertThat(facts.dates().keySet()).containsExactly("1-10", "1-14");
  }

  @Test
  void takesTheSameDayForTheSame() {
    assertThat(Facts.of("on 2026-03-04").dates().keySet())
        .isEqualTo(Facts.of("on March 4th").dates().keySet())
        .isEqualTo(Facts.of("on 4 Mar").dates().keySet())
        .isEqualTo(Facts.of("on 04/03/2026").dates().keySet())
        .isEqualTo(Facts.of("on 3/4/26").dates().keySet());
  }

  @Test
  void takesTheSameIdForTheSame() {
    assertThat(Facts.of("#JKT-78945").ids().keySet())
        .isEqualTo(Facts.of("jkt78945").ids().keySet())
        .isEqualTo(Facts.of("JKT-78945").ids().keySet());
  }

  @Test
  void takesNoIdFromPlainWords() {
    assertThat(Facts.of("a 30-day return within 24-hour, 2 pieces, 5-7 business days").isEmpty())
        .isTrue();
    assertThat(Facts.of("call 1-800-555-0199").ids()).isEmpty();
  }

  @Test
  void isSoonDoneWithOddText() {
    String odd = ("1,".repeat(3_000) + "a-1-".repeat(3_000) + "$".repeat(3_000)).repeat(3);
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> Facts.of(odd));
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> Redaction.of(odd));
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> Facts.numbers(odd));
  }

  @Property
  void takesAnyText(@ForAll String text) {
    Facts facts = Facts.of(text);
    assertThat(facts.all()).allSatisfy(fact -> assertThat(fact).isNotBlank());
  }
}
