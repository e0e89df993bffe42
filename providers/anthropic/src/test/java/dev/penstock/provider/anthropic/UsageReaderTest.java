package dev.penstock.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UsageReaderTest {
  private static final Map<String, Object> PLAIN = Map.of("input_tokens", 40, "output_tokens", 60);

  @Test
  void addsTheCachesToTheInput() {
    Map<String, Object> usage =
        with(
            Map.of(
                "cache_read_input_tokens",
                100,
                "cache_creation_input_tokens",
                30,
                "cache_creation",
                Map.of("ephemeral_5m_input_tokens", 10, "ephemeral_1h_input_tokens", 20)));
    assertThat(UsageReader.read(usage).usage()).isEqualTo(new Usage(40, 100, 10, 20, 60, 0, false));
  }

  @Test
  void takesAWriteOfUnknownLifeForTheDearerOne() {
    assertThat(UsageReader.read(with(Map.of("cache_creation_input_tokens", 30))).usage())
        .isEqualTo(new Usage(40, 0, 0, 30, 60, 0, false));
  }

  @Test
  void sumsWritesThatAreToldOnlyByLife() {
    Map<String, Object> usage =
        with(Map.of("cache_creation", Map.of("ephemeral_5m_input_tokens", 10)));
    assertThat(UsageReader.read(usage).usage()).isEqualTo(new Usage(40, 0, 10, 0, 60, 0, false));
  }

  @Test
  void takesZeroForZero() {
    assertThat(UsageReader.read(Map.of("input_tokens", 0, "output_tokens", 0)).usage())
        .isEqualTo(Usage.NONE);
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThat(UsageReader.read(with(Map.of("output_tokens", -1)))).isNull();
    assertThat(UsageReader.read(with(Map.of("output_tokens", "60")))).isNull();
    assertThat(UsageReader.read(with(Map.of("output_tokens", 1.5)))).isNull();
    assertThat(UsageReader.read(with(Map.of("input_tokens", 1L << 54)))).isNull();
    assertThat(UsageReader.read(Map.of("input_tokens", 4))).isNull();
  }

  @Test
  void refusesCountsThatContradictEachOther() {
    assertThat(
            UsageReader.read(with(Map.of("output_tokens_details", Map.of("thinking_tokens", 61)))))
        .isNull();
    Map<String, Object> split = Map.of("ephemeral_5m_input_tokens", 10);
    assertThat(
            UsageReader.read(
                with(Map.of("cache_creation_input_tokens", 5, "cache_creation", split))))
        .isNull();
  }

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> usage = new HashMap<>(PLAIN);
    usage.putAll(more);
    return usage;
  }
}
