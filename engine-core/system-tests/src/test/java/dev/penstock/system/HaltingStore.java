package dev.penstock.system;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.StoreFactory;
import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.Balance;
import dev.penstock.spi.store.BudgetStore;
import dev.penstock.spi.store.Claim;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.HoldResult;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.Resolution;
import dev.penstock.spi.store.Store;
import dev.penstock.store.sqlite.SqliteSettings;
import dev.penstock.store.sqlite.SqliteStoreFactory;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store in a file; it ends the process at a point of its second attempt, at once. */
record HaltingStore(CrashPoint point) implements StoreFactory<SqliteSettings> {
  private static final String SECOND = "/2@";

  @Override
  public String name() {
    return "halting";
  }

  @Override
  public Class<SqliteSettings> settings() {
    return SqliteSettings.class;
  }

  @Override
  public Store create(SqliteSettings settings, PluginContext context) {
    Store file = new SqliteStoreFactory().create(settings, context);
    return new Halting(file, new HaltingBudgets(file.budgets(), point));
  }

  private record Halting(Store file, BudgetStore budgets) implements Store {
    @Override
    public LedgerStore ledger() {
      return file.ledger();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  private record HaltingBudgets(BudgetStore file, CrashPoint point) implements BudgetStore {
    private void halt(CrashPoint here, String hold) {
      if (here == point && hold.contains(SECOND)) {
        Runtime.getRuntime().halt(0);
      }
    }

    @Override
    public HoldResult hold(HoldRequest request) throws InterruptedException {
      halt(CrashPoint.BEFORE_HOLD, request.id());
      HoldResult result = file.hold(request);
      halt(CrashPoint.AFTER_HOLD, request.id());
      return result;
    }

    @Override
    public Resolution post(String hold, Amount spent, LedgerRow row) {
      halt(CrashPoint.AFTER_USAGE, hold);
      Resolution resolution = file.post(hold, spent, row);
      halt(CrashPoint.AFTER_POST, hold);
      try {
        resolution.receipt().await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      halt(CrashPoint.AFTER_ROW, hold);
      return resolution;
    }

    @Override
    public Resolution release(String hold, @Nullable LedgerRow row) {
      return file.release(hold, row);
    }

    @Override
    public List<LedgerRow> expire() {
      return file.expire();
    }

    @Override
    public boolean renew(String hold, Duration ttl) {
      return file.renew(hold, ttl);
    }

    @Override
    public HoldResult.@Nullable Lacking shortage(List<Claim> claims, Amount amount) {
      return file.shortage(claims, amount);
    }

    @Override
    public Balance balance(AccountId account) {
      return file.balance(account);
    }

    @Override
    public List<Balance> balances(String budget) {
      return file.balances(budget);
    }
  }
}
