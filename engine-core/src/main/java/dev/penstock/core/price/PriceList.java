package dev.penstock.core.price;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.DayWindow;
import dev.penstock.api.policy.PricePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The price list of one model, compiled: entries in order, the later matching one wins. */
public final class PriceList {
  private static final long UNSAID = -1;

  private final String name;
  private final Entry[] entries;
  private final @Nullable Rates only;

  /**
   * Compiles the entries.
   *
   * @param name the prefix of price versions: policy and model
   */
  public PriceList(String name, List<PricePeriod> periods) {
    this.name = name;
    this.entries = periods.stream().map(Entry::new).toArray(Entry[]::new);
    this.only = entries.length == 1 && entries[0].always() ? resolve(Instant.EPOCH, 0) : null;
  }

  /** The rates at an instant for a request of so many input tokens. */
  public Rates at(Instant instant, long inputTokens) {
    return only != null ? only : resolve(instant, inputTokens);
  }

  /** The most that a request can cost that starts at an instant. */
  public Usd worstCase(Instant instant, long inputBound, long maxOutput) {
    Usd worst = at(instant, 0).dearest(inputBound, maxOutput);
    for (Entry entry : entries) {
      if (entry.above != UNSAID && entry.above < inputBound) {
        Usd cost = at(instant, entry.above + 1).dearest(inputBound, maxOutput);
        worst = worst.compareTo(cost) < 0 ? cost : worst;
      }
    }
    return worst;
  }

  /** Whether the rates are the same for all sizes from 0 to the given one. */
  public boolean flatUpTo(long inputTokens) {
    for (Entry entry : entries) {
      if (entry.above != UNSAID && entry.above < inputTokens) {
        return false;
      }
    }
    return true;
  }

  private Rates resolve(Instant instant, long inputTokens) {
    long[] said = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID};
    StringBuilder version = new StringBuilder(name);
    for (int i = 0; i < entries.length; i++) {
      if (entries[i].matches(instant, inputTokens)) {
        entries[i].overlay(said);
        version.append(i == 0 ? "#" : "+").append(i);
      }
    }
    if (said[0] == UNSAID || said[4] == UNSAID) {
      throw new IllegalStateException(name + " has no price for input or output at " + instant);
    }
    long write = said[2] == UNSAID ? said[0] : said[2];
    return new Rates(
        version.toString(),
        said[0],
        said[1] == UNSAID ? said[0] : said[1],
        write,
        said[3] == UNSAID ? write : said[3],
        said[4],
        said[5] == UNSAID ? said[4] : said[5]);
  }

  private static final class Entry {
    private final long fromSecond;
    private final long above;
    private final @Nullable DayWindow between;
    private final long[] picosPerToken;

    Entry(PricePeriod p) {
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

    private static long picos(@Nullable BigDecimal usdPerMillion) {
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

    void overlay(long[] said) {
      for (int i = 0; i < said.length; i++) {
        if (picosPerToken[i] != UNSAID) {
          said[i] = picosPerToken[i];
        }
      }
    }
  }
}
