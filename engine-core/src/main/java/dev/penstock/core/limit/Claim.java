package dev.penstock.core.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt would take of the limits it falls under.
 *
 * @param ofRequest the limits that refuse a request, whoever answers it
 * @param ofCandidate the limits that pass over the candidate
 * @param tokens the most tokens it is expected to take, asked only if a limit counts tokens
 */
public record Claim(List<Meter> ofRequest, List<Meter> ofCandidate, LongSupplier tokens) {
  /** A claim on nothing. */
  public static final Claim NONE = new Claim(List.of(), List.of(), () -> 0);

  /** What the candidate's limits lack longest, or null if they lack nothing. */
  public @Nullable Excess lackingForCandidate() {
    return lacking(ofCandidate);
  }

  /** What the request's limits lack longest, or null if they lack nothing. */
  public @Nullable Excess lackingForRequest() {
    Excess lacking = lacking(ofRequest);
    return lacking == null ? null : lacking.refusesRequest();
  }

  /**
   * Takes a request and its tokens from all limits, or nothing and says what is lacking.
   *
   * @param admitted whether the request's limits have let it in before; then they count its tokens
   *     only, and never refuse it half-way
   */
  public Taking take(boolean admitted) {
    if (ofRequest.isEmpty() && ofCandidate.isEmpty()) {
      return Taken.NOTHING;
    }
    long amount = countTokens(ofRequest) || countTokens(ofCandidate) ? tokens.getAsLong() : 0;
    List<Meter> counted = new ArrayList<>(ofRequest.size() + ofCandidate.size());
    if (!admitted) {
      Excess lack = take(ofRequest, counted, amount);
      if (lack != null) {
        return lack.refusesRequest();
      }
    }
    Excess lack = take(ofCandidate, counted, amount);
    if (lack != null) {
      return lack;
    }
    if (admitted) {
      ofRequest.forEach(meter -> meter.takeTokens(amount));
    }
    return new Taken(counted, admitted ? ofRequest : List.of(), amount);
  }

  private static @Nullable Excess take(List<Meter> meters, List<Meter> counted, long amount) {
    for (Meter meter : meters) {
      Excess lack = meter.take(amount);
      if (lack != null) {
        counted.forEach(taken -> taken.giveBack(amount));
        return lack;
      }
      counted.add(meter);
    }
    return null;
  }

  private @Nullable Excess lacking(List<Meter> meters) {
    if (meters.isEmpty()) {
      return null;
    }
    long amount = countTokens(meters) ? tokens.getAsLong() : 0;
    Excess longest = null;
    for (Meter meter : meters) {
      Excess lack = meter.lacks(amount);
      if (lack != null && lack.lastsLongerThan(longest)) {
        longest = lack;
      }
    }
    return longest;
  }

  private static boolean countTokens(List<Meter> meters) {
    for (Meter meter : meters) {
      if (meter.countsTokens()) {
        return true;
      }
    }
    return false;
  }
}
