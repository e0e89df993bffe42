package dev.penstock.provider.openai;

import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.ServiceTiers;
import dev.penstock.provider.wire.TokenCounts;
import dev.penstock.spi.ReportedUsage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Normalises the {@code usage} object. Cached tokens are part of the prompt, reasoning tokens part
 * of the completion; DeepSeek tells its cache as {@code prompt_cache_hit_tokens} beside it. A
 * vendor that leaves reasoning out of the completion is known by its total.
 */
final class UsageReader {
  private UsageReader() {}

  /**
   * The usage; nonsense if a count is no count or they contradict each other.
   *
   * @param tier the class of service, as the answer names it beside the usage
   */
  static ReportedUsage read(Map<String, Object> raw, boolean completion, @Nullable Object tier) {
    try {
      return new ReportedUsage.Counts(normalise(raw, completion), ServiceTiers.of(tier), raw);
    } catch (IllegalArgumentException e) {
      return ReportedUsage.nonsense(raw);
    }
  }

  /** The usage of a chat answer; nonsense is kept among its other fields, too. */
  static ReportedUsage ofAnswer(Map<String, Object> raw, KeptFields answer) {
    ReportedUsage usage = read(raw, true, answer.toMap().get("service_tier"));
    if (usage instanceof ReportedUsage.Nonsense) {
      answer.put("usage", raw);
    }
    return usage;
  }

  private static Usage normalise(Map<String, Object> raw, boolean completion) {
    long prompt = TokenCounts.required(raw, "prompt_tokens");
    long answer = completion ? TokenCounts.required(raw, "completion_tokens") : 0;
    long reasoning = TokenCounts.orZero(raw, "completion_tokens_details", "reasoning_tokens");
    long total = TokenCounts.of(raw, "total_tokens");
    if (total != TokenCounts.ABSENT && total != prompt + answer) {
      answer += reasoning;
      TokenCounts.require(reasoning > 0 && total == prompt + answer);
    }
    long hit = TokenCounts.of(raw, "prompt_cache_hit_tokens");
    long miss = TokenCounts.of(raw, "prompt_cache_miss_tokens");
    TokenCounts.require(
        hit == TokenCounts.ABSENT || miss == TokenCounts.ABSENT || hit + miss == prompt);
    long cached =
        hit != TokenCounts.ABSENT
            ? hit
            : TokenCounts.orZero(raw, "prompt_tokens_details", "cached_tokens");
    long written = TokenCounts.orZero(raw, "prompt_tokens_details", "cache_write_tokens");
    TokenCounts.require(cached + written <= prompt && reasoning <= answer);
    return new Usage(prompt - cached - written, cached, 0, written, answer, reasoning, false);
  }
}
