package dev.penstock.provider.openai;

import dev.penstock.api.money.Usage;
import dev.penstock.spi.ReportedUsage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Normalises the {@code usage} object. Cached tokens are part of the prompt, reasoning tokens part
 * of the completion; DeepSeek tells its cache as {@code prompt_cache_hit_tokens} beside it. A
 * vendor that leaves reasoning out of the completion is known by its total.
 */
final class UsageReader {
  private static final long MOST = 1L << 53;
  private static final long ABSENT = -1;

  private UsageReader() {}

  /** The usage, or null if a count is no count or they contradict each other. */
  static @Nullable ReportedUsage read(Map<String, Object> raw, boolean completion) {
    try {
      return new ReportedUsage(normalise(raw, completion), raw);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Usage normalise(Map<String, Object> raw, boolean completion) {
    long prompt = required(raw, "prompt_tokens");
    long answer = completion ? required(raw, "completion_tokens") : 0;
    long reasoning = optional(raw, "completion_tokens_details", "reasoning_tokens", 0);
    long total = count(raw.get("total_tokens"));
    if (total != ABSENT && total != prompt + answer) {
      answer += reasoning;
      require(reasoning > 0 && total == prompt + answer);
    }
    long hit = count(raw.get("prompt_cache_hit_tokens"));
    long miss = count(raw.get("prompt_cache_miss_tokens"));
    require(hit == ABSENT || miss == ABSENT || hit + miss == prompt);
    long cached = hit != ABSENT ? hit : optional(raw, "prompt_tokens_details", "cached_tokens", 0);
    long written = optional(raw, "prompt_tokens_details", "cache_write_tokens", 0);
    require(cached + written <= prompt && reasoning <= answer);
    return new Usage(prompt - cached - written, cached, 0, written, answer, reasoning, false);
  }

  private static long required(Map<String, Object> raw, String name) {
    long count = count(raw.get(name));
    require(count != ABSENT);
    return count;
  }

  private static long optional(
      Map<String, Object> raw, String details, String name, long otherwise) {
    Object inner = raw.get(details);
    long count = inner instanceof Map<?, ?> map ? count(map.get(name)) : ABSENT;
    return count == ABSENT ? otherwise : count;
  }

  private static long count(@Nullable Object value) {
    if (value == null) {
      return ABSENT;
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    long count = whole ? ((Number) value).longValue() : ABSENT;
    require(count >= 0 && count <= MOST);
    return count;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("the usage is no usage");
    }
  }
}
