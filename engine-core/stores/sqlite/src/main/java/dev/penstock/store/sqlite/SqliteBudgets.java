package dev.penstock.store.sqlite;

import dev.penstock.spi.store.AccountBook;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Resolution;
import dev.penstock.spi.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides in memory, on the caller's thread, and has the writer keep it. */
final class SqliteBudgets implements BudgetStore {
  private static final System.Logger LOG = System.getLogger(SqliteBudgets.class.getName());

  private final AccountBook book;
  private final Writer writer;
  private final InstantSource clock;
  private final boolean waits;

  /**
   * What is decided is handed to the writer in the same order: a hold that was written before the
   * end that made room for it would break the limit, if the process died in between.
   */
  private final ReentrantLock order = new ReentrantLock();

  SqliteBudgets(AccountBook book, Writer writer, InstantSource clock, boolean waits) {
    this.book = book;
    this.writer = writer;
    this.clock = clock;
    this.waits = waits;
  }

  @Override
  public HoldResult hold(HoldRequest request) throws InterruptedException {
    long expires = Rows.micros(clock.instant().plus(request.ttl()));
    HoldResult result;
    Job written;
    order.lock();
    try {
      result = book.hold(request);
      if (!(result instanceof HoldResult.Held(boolean first))) {
        return result;
      }
      written = writer.add(first ? new Job.Keep(request, expires) : new Job.Barrier());
    } finally {
      order.unlock();
    }
    try {
      written.await();
      return result;
    } catch (StoreException e) {
      if (written instanceof Job.Keep) {
        book.forget(request.id());
      }
      throw e;
    } catch (InterruptedException e) {
      if (written instanceof Job.Keep) {
        release(request.id(), null);
      }
      throw e;
    }
  }

  @Override
  public Resolution post(String hold, Amount spent, LedgerRow row) {
    return kept(hold, () -> book.post(hold, spent), row);
  }

  @Override
  public Resolution release(String hold, @Nullable LedgerRow row) {
    return kept(hold, () -> book.release(hold), row);
  }

  private Resolution kept(String hold, Supplier<Resolution> decision, @Nullable LedgerRow row) {
    Resolution resolution;
    Job.End end;
    order.lock();
    try {
      resolution = decision.get();
      if (!resolution.first()) {
        return resolution;
      }
      end = writer.add(new Job.End(hold, resolution.posted(), row));
    } finally {
      order.unlock();
    }
    if (waits) {
      awaitRow();
    }
    return new Resolution(resolution.end(), resolution.posted(), true, end);
  }

  /** An answer that is there is given, also if its row will be written later. */
  private void awaitRow() {
    Job.Barrier after = writer.add(new Job.Barrier());
    try {
      after.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "an answer was given before its row was kept", e);
    }
  }

  @Override
  public List<LedgerRow> expire() {
    List<LedgerRow> rows = new ArrayList<>();
    order.lock();
    try {
      for (HoldRequest lost : book.expire()) {
        writer.add(new Job.End(lost.id(), lost.amount(), lost.ifLost()));
        rows.add(lost.ifLost());
      }
    } finally {
      order.unlock();
    }
    return rows;
  }

  /** The file need not know: when it is opened again, whoever held is dead. */
  @Override
  public boolean renew(String hold, Duration ttl) {
    return book.renew(hold, ttl);
  }

  @Override
  public HoldResult.@Nullable Lacking shortage(List<Claim> claims, Amount amount) {
    return book.shortage(claims, amount);
  }

  @Override
  public Balance balance(AccountId account) {
    return book.balance(account);
  }

  @Override
  public List<Balance> balances(String budget) {
    return book.balances(budget);
  }
}
