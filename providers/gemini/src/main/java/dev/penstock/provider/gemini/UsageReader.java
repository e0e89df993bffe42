package dev.penstock.provider.gemini;

import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.ServiceTiers;
import dev.penstock.provider.wire.TokenCounts;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.ServiceTier;
import java.util.Locale;
import java.util.Map;

/**
 * Normalises the {@code usageMetadata}. The prompt includes what was read from a cache, but not
 * what results of built-in tools added to it; thoughts are billed as output beside the candidates.
 * A count of 0 is often left out. Thoughts that are not told are known by the total.
 */
final class UsageReader {
  private UsageReader() {}

  /** The usage; nonsense if a count is no count or they contradict each other. */
  static ReportedUsage read(Map<String, Object> raw) {
    try {
      return new ReportedUsage.Counts(normalise(raw), tier(raw), raw);
    } catch (IllegalArgumentException e) {
      return ReportedUsage.nonsense(raw);
    }
  }

  /**
   * The class of service, which Google's own API names {@code serviceTier} and Vertex {@code
   * trafficType}. Reserved throughput has no price per token.
   */
  private static ServiceTier tier(Map<String, Object> raw) {
    if (raw.get("serviceTier") instanceof String tier) {
      String name = tier.toLowerCase(Locale.ROOT).replace("service_tier_", "");
      return name.equals("unspecified") ? ServiceTier.STANDARD : ServiceTiers.of(name);
    }
    return raw.get("trafficType") instanceof String traffic
        ? ofTraffic(traffic)
        : ServiceTier.STANDARD;
  }

  private static ServiceTier ofTraffic(String traffic) {
    return switch (traffic) {
      case "TRAFFIC_TYPE_UNSPECIFIED", "ON_DEMAND" -> ServiceTier.STANDARD;
      case "ON_DEMAND_FLEX" -> ServiceTier.FLEX;
      default -> ServiceTier.OTHER;
    };
  }

  private static Usage normalise(Map<String, Object> raw) {
    long prompt = TokenCounts.required(raw, "promptTokenCount");
    long cached = TokenCounts.orZero(raw, "cachedContentTokenCount");
    long ofTools = TokenCounts.orZero(raw, "toolUsePromptTokenCount");
    long candidates = TokenCounts.orZero(raw, "candidatesTokenCount");
    long told = TokenCounts.of(raw, "thoughtsTokenCount");
    long total = TokenCounts.of(raw, "totalTokenCount");
    TokenCounts.require(cached <= prompt);
    long thoughts = Math.max(0, told);
    long sum = prompt + ofTools + candidates + thoughts;
    if (total != TokenCounts.ABSENT && total != sum) {
      TokenCounts.require(told == TokenCounts.ABSENT && total > sum);
      thoughts = total - sum;
    }
    return new Usage(
        prompt - cached + ofTools, cached, 0, 0, candidates + thoughts, thoughts, false);
  }
}
