package dev.penstock.core.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final Calibration calibration = new Calibration();

  @Test
  void takesTheCountAsItIsUntilItHasLearned() {
    assertThat(calibration.estimate(1_000)).isEqualTo(1_000);
    assertThat(calibration.bound(1_000)).isEqualTo(1_000);
  }

  @Test
  void comesToTheFactorOfTheModel() {
    for (int i = 0; i < 60; i++) {
      calibration.learn(1_000, 1_300);
    }
    assertThat(calibration.estimate(1_000)).isBetween(1_299L, 1_300L);
  }

  @Test
  void isMovedLittleByOneReport() {
    calibration.learn(1_000, 900_000);
    assertThat(calibration.estimate(1_000)).isEqualTo(1_375);
  }

  @Test
  void learnsNothingFromAShortRequest() {
    calibration.learn(31, 310);
    assertThat(calibration.estimate(1_000)).isEqualTo(1_000);
  }

  @Property
  void neverLeavesItsLimits(
      @ForAll List<@LongRange(min = 32, max = 1L << 40) Long> counted,
      @ForAll @LongRange(max = 1L << 53) long reported) {
    Calibration any = new Calibration();
    counted.forEach(count -> any.learn(count, reported));
    assertThat(any.estimate(1_000_000)).isBetween(800_000L, 4_000_000L);
  }

  @Test
  void raisesTheBoundByWhatWasReportedAboveIt() {
    assertThat(calibration.breaksBound(100, 100)).isFalse();
    assertThat(calibration.breaksBound(100, 350)).isTrue();
    assertThat(calibration.bound(100)).isEqualTo(350);
    assertThat(calibration.breaksBound(200, 450)).isFalse();
    assertThat(calibration.breaksBound(200, 10)).isFalse();
    assertThat(calibration.bound(0)).isEqualTo(250);
  }

  @Test
  void limitsWhatOneWrongReportCanDoToTheBound() {
    assertThat(calibration.breaksBound(100, 900_000)).isTrue();
    assertThat(calibration.bound(0)).isEqualTo(32_768);
    assertThat(calibration.breaksBound(100, 900_000)).isTrue();
  }

  @Test
  void countsOneRequestInSomeToLearnFromIt() {
    TokenCounter counter = new TokenCounter();
    counter.count("loaded");
    List<Runnable> tasks = new ArrayList<>();
    CalibrationSampler sampler = new CalibrationSampler(counter, tasks::add);
    ChatRequest request = ChatRequest.of("one two three four five ".repeat(20));
    for (int i = 0; i < 64; i++) {
      sampler.learn(calibration, new InputSize(request, counter), 1_000);
    }
    assertThat(tasks).hasSize(1);
    assertThat(calibration.estimate(1_000)).isEqualTo(1_000);
    tasks.getFirst().run();
    assertThat(calibration.estimate(1_000)).isGreaterThan(1_000);
  }

  @Test
  void usesACountThatIsThere() {
    TokenCounter counter = new TokenCounter();
    InputSize size = new InputSize(ChatRequest.of("one two three ".repeat(20)), counter);
    size.count();
    List<Runnable> tasks = new ArrayList<>();
    new CalibrationSampler(counter, tasks::add).learn(calibration, size, 2 * size.count());
    assertThat(tasks).isEmpty();
    assertThat(calibration.estimate(1_000)).isEqualTo(1_125);
  }
}
