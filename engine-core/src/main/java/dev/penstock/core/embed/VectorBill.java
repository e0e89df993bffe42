package dev.penstock.core.embed;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.budget.Hold;
import dev.penstock.core.budget.Subject;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.tokens.TokenBound;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What vectors cost: held before a call in the budgets of the request they are for, and posted
 * after it. Those of questions count as tokens and money, never as requests; those that a caller
 * asked for are a request's answer. Neither counts under a tier, which is not known yet.
 */
final class VectorBill {
  private static final int MILLIONTHS = 6;
  private static final long PICOS_PER_NANO = 1_000;
  private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(30);

  /** More tokens than these are a mistake of the report. */
  private static final long MOST = 1L << 40;

  private final EmbeddingsSpec spec;
  private final long picosPerToken;
  private final String priceVersion;
  private final boolean simulated;
  private final Purpose purpose;
  private final List<BudgetSpec> limits;
  private final Budgets budgets;
  private final Listeners listeners;
  private final InstantSource clock;

  /** What vectors are for. */
  enum Purpose {
    QUESTION("/vector"),
    CALLER("/1");

    private final String suffix;

    Purpose(String suffix) {
      this.suffix = suffix;
    }
  }

  /** What was billed. */
  record Paid(Usage usage, Usd cost) {}

  VectorBill(
      EmbeddingsSpec spec,
      BigDecimal price,
      boolean simulated,
      Purpose purpose,
      List<BudgetSpec> limits,
      Budgets budgets,
      Listeners listeners,
      InstantSource clock) {
    this.spec = spec;
    this.picosPerToken = price.movePointRight(MILLIONTHS).longValueExact();
    this.priceVersion = "embeddings:" + price.toPlainString();
    this.simulated = simulated;
    this.purpose = purpose;
    this.limits = limits.stream().filter(limit -> limit.scope() != BudgetScope.TIER).toList();
    this.budgets = budgets;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Holds the most that a call can cost; null if a budget has not that much left.
   *
   * @throws dev.penstock.spi.store.StoreException if it cannot be held
   */
  @Nullable Entry open(Asker asker, List<String> texts, Duration timeout)
      throws InterruptedException {
    long bound = 0;
    for (String text : texts) {
      bound = Math.addExact(bound, TokenBound.of(text));
    }
    Usage most = Usage.estimate(bound, 0);
    Instant now = clock.instant();
    Duration ttl = timeout.plus(AFTER_TIMEOUT);
    String hold =
        asker.id()
            + purpose.suffix
            + "@"
            + Long.toHexString(ThreadLocalRandom.current().nextLong());
    Subject subject = Subject.of(asker.metadata(), spec.provider(), spec.model(), "");
    LedgerRow ifLost = row(asker, Kind.LOST, now, now.plus(ttl), "nobody saw its end", most);
    return switch (budgets.hold(limits, subject, asker.at(), hold, amount(most), ttl, ifLost)) {
      case Hold held -> new Entry(asker, held, most, now);
      default -> null;
    };
  }

  private Amount amount(Usage usage) {
    return new Amount(cost(usage), usage.input(), purpose == Purpose.CALLER ? 1 : 0);
  }

  private Usd cost(Usage usage) {
    return Usd.ofNanos(
        Math.ceilDiv(Math.multiplyExact(picosPerToken, usage.input()), PICOS_PER_NANO));
  }

  private LedgerRow row(
      Asker asker, Kind kind, Instant began, Instant ended, @Nullable String failure, Usage usage) {
    Metadata metadata = asker.metadata();
    return new LedgerRow(
        asker.id() + purpose.suffix,
        kind,
        asker.at(),
        began,
        ended,
        new LedgerRow.Party(metadata.tenant(), metadata.user(), metadata.tags()),
        new LedgerRow.Taken(
            "", "", null, spec.provider(), spec.model(), spec.model(), simulated, false),
        null,
        failure,
        usage,
        cost(usage),
        priceVersion,
        kind == Kind.ANSWERED ? cost(usage) : Usd.ZERO,
        Usd.ZERO);
  }

  /** What is held for one call; ended once. */
  final class Entry {
    private final Asker asker;
    private final Hold hold;
    private final Usage most;
    private final Instant began;

    private Entry(Asker asker, Hold hold, Usage most, Instant began) {
      this.asker = asker;
      this.hold = hold;
      this.most = most;
      this.began = began;
    }

    /** The vectors came. */
    Paid made(@Nullable ReportedUsage reported) {
      Usage taken =
          switch (reported) {
            case ReportedUsage.Counts counts when counts.usage().input() <= MOST -> counts.usage();
            case null, default -> most;
          };
      LedgerRow row = ended(Kind.ANSWERED, null, taken);
      budgets.post(hold, amount(taken), row);
      tell(row);
      return new Paid(taken, cost(taken));
    }

    /** No vectors came, though they may have been made. */
    void failed(String why) {
      LedgerRow row = ended(Kind.WASTED, why, most);
      budgets.post(hold, amount(most), row);
      tell(row);
    }

    /** The provider certainly made none. */
    void refused(String why) {
      LedgerRow row = ended(Kind.FAILED, why, Usage.NONE);
      budgets.release(hold, row);
      tell(row);
    }

    private void tell(LedgerRow row) {
      listeners.tell(
          () ->
              new EngineEvent.VectorsEnded(
                  asker.id(),
                  asker.metadata().tenant(),
                  spec.provider(),
                  spec.model(),
                  row.usage(),
                  row.cost(),
                  began,
                  Duration.between(began, row.ended()),
                  row.failure()));
    }

    private LedgerRow ended(Kind ofCaller, @Nullable String why, Usage usage) {
      Kind kind = purpose == Purpose.CALLER ? ofCaller : Kind.EMBEDDING;
      return row(asker, kind, began, clock.instant(), why, usage);
    }
  }
}
