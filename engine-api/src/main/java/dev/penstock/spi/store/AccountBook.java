package dev.penstock.spi.store;

import dev.penstock.spi.store.HoldResult.Held;
import dev.penstock.spi.store.HoldResult.Over;
import dev.penstock.spi.store.Resolution.End;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one process in memory, and the rules of holds. A store that only this process
 * writes decides by it and keeps what it decided. Thread-safe.
 */
public final class AccountBook {
  /** How long a past period is kept for requests that were admitted in it. */
  public static final Duration AFTERLIFE = Duration.ofHours(2);

  private static final Duration BETWEEN_PURGES = Duration.ofMinutes(10);
  private static final int ENDS_KEPT = 4_096;

  private final ReentrantLock lock = new ReentrantLock();
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Map<AccountId, Account> accounts = new HashMap<>();
  private final Map<String, Open> open = new HashMap<>();
  private final Map<String, Resolution> ended = new Ends();
  private Instant nextPurge = Instant.MIN;

  /**
   * A book without accounts.
   *
   * @param clock decides when a period is long over
   * @param ticker decides when a hold is
   */
  public AccountBook(InstantSource clock, LongSupplier ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Opens an account with what was posted to it in a former life. */
  public void restore(AccountId id, Amount posted) {
    lock.lock();
    try {
      account(id).post(posted);
    } finally {
      lock.unlock();
    }
  }

  /** As {@link BudgetStore#shortage}. */
  public HoldResult.@Nullable Lacking shortage(List<Claim> claims, Amount amount) {
    if (claims.isEmpty()) {
      return null;
    }
    lock.lock();
    try {
      for (Claim claim : claims) {
        Account account = accounts.get(claim.account());
        HoldResult.Lacking found =
            (account == null ? new Account(claim.account()) : account)
                .shortage(claim.limit(), amount);
        if (found != null) {
          return found;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link BudgetStore#hold}, kept in memory. */
  public HoldResult hold(HoldRequest request) {
    lock.lock();
    try {
      if (open.containsKey(request.id())) {
        return Held.BEFORE;
      }
      Resolution end = ended.get(request.id());
      if (end != null) {
        return new Over(end.end());
      }
      HoldResult.Lacking shortage = shortage(request.claims(), request.amount());
      if (shortage != null) {
        return shortage;
      }
      List<Account> held = new ArrayList<>(request.claims().size());
      for (Claim claim : request.claims()) {
        Account account = account(claim.account());
        account.hold(request.amount());
        held.add(account);
      }
      open.put(request.id(), new Open(request, held, until(request.ttl())));
      return Held.NEW;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a hold back as if it had never been, because it could not be kept. */
  public void forget(String hold) {
    lock.lock();
    try {
      Open known = open.remove(hold);
      if (known != null) {
        known.accounts.forEach(account -> account.release(known.request.amount()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** As {@link BudgetStore#post}, without a row. */
  public Resolution post(String hold, Amount spent) {
    return end(hold, End.POSTED, spent);
  }

  /** As {@link BudgetStore#release}, without a row. */
  public Resolution release(String hold) {
    return end(hold, End.VOIDED, Amount.NOTHING);
  }

  /** Ends the holds whose time is up and posts all that they held. */
  public List<HoldRequest> expire() {
    lock.lock();
    try {
      long now = ticker.getAsLong();
      List<HoldRequest> due = new ArrayList<>();
      for (Open hold : open.values()) {
        if (hold.until - now <= 0) {
          due.add(hold.request);
        }
      }
      due.forEach(request -> end(request.id(), End.EXPIRED, request.amount()));
      return due;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link BudgetStore#renew}. */
  public boolean renew(String hold, Duration ttl) {
    lock.lock();
    try {
      Open known = open.get(hold);
      if (known == null) {
        return false;
      }
      known.until = until(ttl);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link BudgetStore#balance}. */
  public Balance balance(AccountId id) {
    lock.lock();
    try {
      Account account = accounts.get(id);
      return (account == null ? new Account(id) : account).balance();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link BudgetStore#balances}. */
  public List<Balance> balances(String budget) {
    lock.lock();
    try {
      return accounts.values().stream()
          .filter(account -> account.id().budget().equals(budget))
          .map(Account::balance)
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private Resolution end(String hold, End end, Amount posted) {
    lock.lock();
    try {
      Open known = open.remove(hold);
      if (known == null) {
        Resolution before = ended.get(hold);
        return before != null
            ? before
            : new Resolution(End.UNKNOWN, Amount.NOTHING, false, Receipt.KEPT);
      }
      for (Account account : known.accounts) {
        account.release(known.request.amount());
        account.post(posted);
      }
      ended.put(hold, new Resolution(end, posted, false, Receipt.KEPT));
      return new Resolution(end, posted, true, Receipt.KEPT);
    } finally {
      lock.unlock();
    }
  }

  private long until(Duration ttl) {
    return ticker.getAsLong() + ttl.toNanos();
  }

  private Account account(AccountId id) {
    Account account = accounts.get(id);
    if (account == null) {
      purge();
      account = new Account(id);
      accounts.put(id, account);
    }
    return account;
  }

  private void purge() {
    Instant now = clock.instant();
    if (now.isBefore(nextPurge)) {
      return;
    }
    nextPurge = now.plus(BETWEEN_PURGES);
    Instant old = now.minus(AFTERLIFE);
    accounts
        .values()
        .removeIf(
            account -> {
              Instant until = account.id().until();
              return until != null && until.isBefore(old) && !account.isHeldFor();
            });
  }

  private static final class Open {
    private final HoldRequest request;
    private final List<Account> accounts;
    private long until;

    Open(HoldRequest request, List<Account> accounts, long until) {
      this.request = request;
      this.accounts = accounts;
      this.until = until;
    }
  }

  /** The latest ends of holds. */
  private static final class Ends extends LinkedHashMap<String, Resolution> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Resolution> eldest) {
      return size() > ENDS_KEPT;
    }
  }
}
