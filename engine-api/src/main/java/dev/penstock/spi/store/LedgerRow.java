package dev.penstock.spi.store;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger: a call to a provider, or the end of a request that no provider answered.
 *
 * @param id the attempt's id, which is the request's with a slash and a number; or the request's
 * @param kind what it is about
 * @param admitted when the request came in, which decides its day
 * @param started when the call, or the request, began
 * @param ended when it ended
 * @param party whose it is
 * @param taken what it took
 * @param responseId the provider's own id of its answer, or null if it gave none
 * @param failure what went wrong, or null
 * @param usage the tokens of the call
 * @param cost what it cost
 * @param priceVersion which prices that rests on; empty without a call
 * @param baselineCost what an answer's tokens would have cost on the baseline
 * @param savedCost what a recalled answer had cost
 */
public record LedgerRow(
    String id,
    Kind kind,
    Instant admitted,
    Instant started,
    Instant ended,
    Party party,
    Taken taken,
    @Nullable String responseId,
    @Nullable String failure,
    Usage usage,
    Usd cost,
    String priceVersion,
    Usd baselineCost,
    Usd savedCost) {

  /** What a row is about. */
  public enum Kind {
    /** A call that gave its request's answer. */
    ANSWERED(true),
    /** A call that failed and certainly cost nothing. */
    FAILED(true),
    /** A call that failed and may have been billed; its cost is an estimate. */
    WASTED(true),
    /** A call that its caller gave up. */
    CANCELLED(true),
    /** A call whose end nobody saw; its cost is all that was held for it. */
    LOST(true),
    /** A call that checked a recalled answer and answered nobody, however it ended. */
    SHADOW(true),
    /** A call that judged whether an answer fits another question too, however it ended. */
    JUDGE(true),
    /** A call that made vectors to look for similar questions, however it ended. */
    EMBEDDING(true),
    /** A request answered from the cache. */
    RECALLED(false),
    /** A request refused before anybody was asked. */
    REFUSED(false),
    /** A request that ended without an answer for any other reason. */
    UNANSWERED(false),
    /** A request that a person took over, and that no model answered. */
    HANDED_OVER(false),
    /** A request that was answered and that a person takes over as well; its answer has its row. */
    ESCALATED(false);

    private final boolean call;

    Kind(boolean call) {
      this.call = call;
    }

    /** Whether it is a call to a provider. */
    public boolean isCall() {
      return call;
    }

    /** Whether it is a call that the engine made for its cache, and that answered nobody. */
    public boolean isForCache() {
      return this == SHADOW || this == JUDGE || this == EMBEDDING;
    }
  }

  /**
   * Whose a row is.
   *
   * @param tenant the tenant
   * @param user the user, or null if unknown
   * @param tags the request's tags, sorted
   */
  public record Party(String tenant, @Nullable String user, Set<String> tags) {
    /** Checks and copies the components. */
    public Party {
      tags = tags.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(tags));
    }
  }

  /**
   * What a row's request took. Texts are empty where it did not get as far as having one.
   *
   * @param route the route
   * @param tier the tier
   * @param intent the intent, or null if unknown
   * @param provider the provider instance
   * @param model the policy's name of the model
   * @param modelId the provider's own name of it
   * @param simulated whether that provider is a simulated one
   * @param streamed whether the answer came piece by piece
   */
  public record Taken(
      String route,
      String tier,
      @Nullable String intent,
      String provider,
      String model,
      String modelId,
      boolean simulated,
      boolean streamed) {
    /** What a request took that got nowhere. */
    public static final Taken NOTHING = new Taken("", "", null, "", "", "", false, false);
  }
}
