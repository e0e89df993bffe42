package dev.penstock.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulatedSettingsTest {
  @Test
  void takesForAModelWhatIsSaidOfItAndElseWhatIsSaidOfAll() {
    ModelSettings slow =
        new ModelSettings(Duration.ofSeconds(2), null, null, null, null, null, null, null);
    SimulatedSettings settings =
        new SimulatedSettings(
            3L,
            Duration.ofMillis(100),
            null,
            null,
            50L,
            null,
            null,
            null,
            Map.of(FailureKind.OVERLOADED, Share.ofPercent(1)),
            Map.of("slow", slow));
    assertThat(settings.behaviour("slow").latency()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.behaviour("slow").answerTokens()).isEqualTo(50);
    assertThat(settings.behaviour("slow").faults()).containsKey(FailureKind.OVERLOADED);
    assertThat(settings.behaviour("other").latency()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.behaviour("other").jitter()).isEqualTo(Share.ofPercent(0));
  }

  @Test
  void refusesFaultsThatAreNoProviders() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calls.failing(FailureKind.CANCELLED, 1))
        .withMessage("faults must not name cancelled or plugin-failed, which are no provider's");
  }

  @Test
  void refusesMoreFaultsThanAttempts() {
    Map<FailureKind, Share> faults =
        Map.of(
            FailureKind.TIMEOUT, Share.ofPercent(60), FailureKind.TRUNCATED, Share.ofPercent(41));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ModelSettings(null, null, null, null, null, null, null, faults)
                    .over(Behaviour.DEFAULT))
        .withMessage("faults must not be more than 100% in all");
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calls.timed(Duration.ofMillis(-1), null))
        .withMessage("latency must be from 0s to 1h");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Calls.timed(null, 0L))
        .withMessage("tokens-per-second must be at least 1");
  }
}
