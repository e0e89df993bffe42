package dev.penstock.spi.store;

import dev.penstock.api.money.Usd;
import org.jspecify.annotations.Nullable;

/** What was posted and is held under one account; guarded by the lock of its book. */
final class Account {
  private final AccountId id;
  private long postedNanos;
  private long postedTokens;
  private long postedRequests;
  private long heldNanos;
  private long heldTokens;
  private long heldRequests;

  Account(AccountId id) {
    this.id = id;
  }

  AccountId id() {
    return id;
  }

  boolean isHeldFor() {
    return heldNanos != 0 || heldTokens != 0 || heldRequests != 0;
  }

  HoldResult.@Nullable Lacking shortage(Limit limit, Amount amount) {
    Usd cost = limit.cost();
    if (cost != null) {
      long left = left(cost.nanos(), postedNanos, heldNanos);
      if (left < amount.cost().nanos()) {
        return new HoldResult.Lacking(id, Unit.USD, left);
      }
    }
    Long tokens = limit.tokens();
    if (tokens != null) {
      long left = left(tokens, postedTokens, heldTokens);
      if (left < amount.tokens()) {
        return new HoldResult.Lacking(id, Unit.TOKENS, left);
      }
    }
    Long requests = limit.requests();
    if (requests != null) {
      long left = left(requests, postedRequests, heldRequests);
      if (left < amount.requests()) {
        return new HoldResult.Lacking(id, Unit.REQUESTS, left);
      }
    }
    return null;
  }

  private static long left(long limit, long posted, long held) {
    return Math.subtractExact(Math.subtractExact(limit, posted), held);
  }

  void hold(Amount amount) {
    heldNanos = Math.addExact(heldNanos, amount.cost().nanos());
    heldTokens = Math.addExact(heldTokens, amount.tokens());
    heldRequests = Math.addExact(heldRequests, amount.requests());
  }

  void release(Amount amount) {
    heldNanos = Math.subtractExact(heldNanos, amount.cost().nanos());
    heldTokens = Math.subtractExact(heldTokens, amount.tokens());
    heldRequests = Math.subtractExact(heldRequests, amount.requests());
  }

  void post(Amount amount) {
    postedNanos = Math.addExact(postedNanos, amount.cost().nanos());
    postedTokens = Math.addExact(postedTokens, amount.tokens());
    postedRequests = Math.addExact(postedRequests, amount.requests());
  }

  Balance balance() {
    return new Balance(
        id,
        new Amount(Usd.ofNanos(postedNanos), postedTokens, postedRequests),
        new Amount(Usd.ofNanos(heldNanos), heldTokens, heldRequests));
  }
}
