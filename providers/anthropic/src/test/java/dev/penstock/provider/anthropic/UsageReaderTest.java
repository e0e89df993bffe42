package dev.penstock.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.ServiceTier;
import dev.penstock.testkit.provider.Reported;
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
    assertThat(Reported.counts(UsageReader.read(usage)).usage())
        .isEqualTo(new Usage(40, 100, 10, 20, 60, 0, false));
  }

  @Test
  void takesAWriteOfUnknownLifeForTheDearerOne() {
    assertThat(
            Reported.counts(UsageReader.read(with(Map.of("cache_creation_input_tokens", 30))))
                .usage())
        .isEqualTo(new Usage(40, 0, 0, 30, 60, 0, false));
  }

  @Test
  void sumsWritesThatAreToldOnlyByLife() {
    Map<String, Object> usage =
        with(Map.of("cache_creation", Map.of("ephemeral_5m_input_tokens", 10)));
    assertThat(Reported.counts(UsageReader.read(usage)).usage())
        .isEqualTo(new Usage(40, 0, 10, 0, 60, 0, false));
  }

  @Test
  void readsTheServiceTier() {
    assertThat(Reported.counts(UsageReader.read(with(Map.of("service_tier", "batch")))).tier())
        .isEqualTo(ServiceTier.BATCH);
    assertThat(Reported.counts(UsageReader.read(with(Map.of("service_tier", "priority")))).tier())
        .isEqualTo(ServiceTier.OTHER);
    assertThat(Reported.counts(UsageReader.read(PLAIN)).tier()).isEqualTo(ServiceTier.STANDARD);
  }

  @Test
  void takesZeroForZero() {
    assertThat(
            Reported.counts(UsageReader.read(Map.of("input_tokens", 0, "output_tokens", 0)))
                .usage())
        .isEqualTo(Usage.NONE);
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThat(UsageReader.read(with(Map.of("output_tokens", -1))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("output_tokens", "60"))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("output_tokens", 1.5))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("input_tokens", 1L << 54))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(Map.of("input_tokens", 4)))
        .isInstanceOf(ReportedUsage.Nonsense.class);
  }

  @Test
  void refusesCountsThatContradictEachOther() {
    assertThat(
            UsageReader.read(with(Map.of("output_tokens_details", Map.of("thinking_tokens", 61)))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    Map<String, Object> split = Map.of("ephemeral_5m_input_tokens", 10);
    assertThat(
            UsageReader.read(
                with(Map.of("cache_creation_input_tokens", 5, "cache_creation", split))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
  }

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> usage = new HashMap<>(PLAIN);
    usage.putAll(more);
    return usage;
  }
}
