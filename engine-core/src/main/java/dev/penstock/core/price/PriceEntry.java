package dev.penstock.core.price;

import dev.penstock.api.policy.DayWindow;
import dev.penstock.api.policy.PricePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** An entry of a price list, compiled. */
final class PriceEntry {
  static final long UNSAID = -1;

  private final long fromSecond;
  private final long above;
  private final @Nullable DayWindow between;
  private final long[] picosPerToken;

  PriceEntry(PricePeriod p) {
    fromSecond =
        p.from() == null ? Long.MIN_VALUE : p.from().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    above = p.above() == null ? UNSAID : p.above();
    between = p.between();
    picosPerToken =
        new long[] {
          picos(p.input()),
          picos(p.cachedInput()),
          picos(p.cacheWrite()),
          picos(p.cacheWriteOther()),
          picos(p.output()),
          picos(p.reasoning())
        };
  }

  static long picos(@Nullable BigDecimal usdPerMillion) {
    return usdPerMillion == null ? UNSAID : usdPerMillion.movePointRight(6).longValueExact();
  }

  boolean always() {
    return fromSecond == Long.MIN_VALUE && above == UNSAID && between == null;
  }

  boolean matches(Instant instant, long inputTokens) {
    return instant.getEpochSecond() >= fromSecond
        && (above == UNSAID || inputTokens > above)
        && (between == null || between.contains(LocalTime.ofInstant(instant, ZoneOffset.UTC)));
  }

  /** The number of input tokens above which it holds, if it is less than the given; or -1. */
  long aboveIfBelow(long inputTokens) {
    return above < inputTokens ? above : UNSAID;
  }

  void overlay(long[] said) {
    for (int i = 0; i < said.length; i++) {
      if (picosPerToken[i] != UNSAID) {
        said[i] = picosPerToken[i];
      }
    }
  }
}
