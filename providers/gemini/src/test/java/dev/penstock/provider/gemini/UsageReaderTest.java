package dev.penstock.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.ServiceTier;
import dev.penstock.testkit.provider.Reported;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageReaderTest {
  private static final Map<String, Object> PLAIN =
      Map.of("promptTokenCount", 40, "candidatesTokenCount", 60);

  @Test
  void takesTheCacheOutOfThePromptAndAddsWhatToolsPutIn() {
    Map<String, Object> usage =
        with(Map.of("cachedContentTokenCount", 30, "toolUsePromptTokenCount", 5));
    assertThat(Reported.counts(UsageReader.read(usage)).usage())
        .isEqualTo(new Usage(15, 30, 0, 0, 60, 0, false));
  }

  @Test
  void addsThoughtsToTheOutput() {
    Map<String, Object> usage = with(Map.of("thoughtsTokenCount", 25, "totalTokenCount", 125));
    assertThat(Reported.counts(UsageReader.read(usage)).usage())
        .isEqualTo(new Usage(40, 0, 0, 0, 85, 25, false));
  }

  @Test
  void knowsThoughtsThatAreNotToldByTheTotal() {
    assertThat(Reported.counts(UsageReader.read(with(Map.of("totalTokenCount", 110)))).usage())
        .isEqualTo(new Usage(40, 0, 0, 0, 70, 10, false));
  }

  @Test
  void takesZeroForZero() {
    assertThat(
            Reported.counts(
                    UsageReader.read(Map.of("promptTokenCount", 0, "candidatesTokenCount", 0)))
                .usage())
        .isEqualTo(Usage.NONE);
    assertThat(Reported.counts(UsageReader.read(Map.of("promptTokenCount", 12))).usage())
        .isEqualTo(Usage.of(12, 0));
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThat(UsageReader.read(with(Map.of("candidatesTokenCount", -1))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("candidatesTokenCount", "60"))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("thoughtsTokenCount", 1.5))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("promptTokenCount", 1L << 54))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(Map.of("candidatesTokenCount", 4)))
        .isInstanceOf(ReportedUsage.Nonsense.class);
  }

  @Test
  void refusesCountsThatContradictEachOther() {
    assertThat(UsageReader.read(with(Map.of("cachedContentTokenCount", 41))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("totalTokenCount", 99))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
    assertThat(UsageReader.read(with(Map.of("thoughtsTokenCount", 5, "totalTokenCount", 110))))
        .isInstanceOf(ReportedUsage.Nonsense.class);
  }

  @ParameterizedTest
  @CsvSource({
    "serviceTier, flex, FLEX",
    "serviceTier, SERVICE_TIER_FLEX, FLEX",
    "serviceTier, standard, STANDARD",
    "serviceTier, unspecified, STANDARD",
    "serviceTier, priority, OTHER",
    "serviceTier, some-new-tier, OTHER",
    "trafficType, ON_DEMAND, STANDARD",
    "trafficType, TRAFFIC_TYPE_UNSPECIFIED, STANDARD",
    "trafficType, ON_DEMAND_FLEX, FLEX",
    "trafficType, ON_DEMAND_PRIORITY, OTHER",
    "trafficType, PROVISIONED_THROUGHPUT, OTHER",
    "another, ON_DEMAND_FLEX, STANDARD"
  })
  void readsTheClassOfService(String field, String value, ServiceTier tier) {
    assertThat(Reported.counts(UsageReader.read(with(Map.of(field, value)))).tier())
        .isEqualTo(tier);
  }

  @Test
  void takesAClassOfServiceThatIsNoTextForTheStandardOne() {
    Map<String, Object> usage = with(Map.of("serviceTier", 3, "trafficType", Map.of()));
    assertThat(Reported.counts(UsageReader.read(usage)).tier()).isEqualTo(ServiceTier.STANDARD);
  }

  private static Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> usage = new HashMap<>(PLAIN);
    usage.putAll(more);
    return usage;
  }
}
