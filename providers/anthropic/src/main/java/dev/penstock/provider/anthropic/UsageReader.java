package dev.penstock.provider.anthropic;

import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.ServiceTiers;
import dev.penstock.provider.wire.TokenCounts;
import dev.penstock.spi.ReportedUsage;
import java.util.Map;

/**
 * Normalises the {@code usage} object. Unlike on other wires, {@code input_tokens} leaves out what
 * was read from and written to a cache. Writes that are not told to live 5 minutes count as those
 * of another cache, which cost more.
 */
final class UsageReader {
  private UsageReader() {}

  /** The usage; nonsense if a count is no count or they contradict each other. */
  static ReportedUsage read(Map<String, Object> raw) {
    try {
      return new ReportedUsage.Counts(
          normalise(raw), ServiceTiers.of(raw.get("service_tier")), raw);
    } catch (IllegalArgumentException e) {
      return ReportedUsage.nonsense(raw);
    }
  }

  private static Usage normalise(Map<String, Object> raw) {
    long input = TokenCounts.required(raw, "input_tokens");
    long output = TokenCounts.required(raw, "output_tokens");
    long read = TokenCounts.orZero(raw, "cache_read_input_tokens");
    long written = TokenCounts.of(raw, "cache_creation_input_tokens");
    long written5m = TokenCounts.orZero(raw, "cache_creation", "ephemeral_5m_input_tokens");
    long written1h = TokenCounts.orZero(raw, "cache_creation", "ephemeral_1h_input_tokens");
    long all = written == TokenCounts.ABSENT ? written5m + written1h : written;
    TokenCounts.require(written5m + written1h <= all);
    long thinking = TokenCounts.orZero(raw, "output_tokens_details", "thinking_tokens");
    return new Usage(input, read, written5m, all - written5m, output, thinking, false);
  }
}
