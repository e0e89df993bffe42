package dev.penstock.core.engine;

import static dev.penstock.testkit.store.StoreRows.account;
import static dev.penstock.testkit.store.StoreRows.call;
import static dev.penstock.testkit.store.StoreRows.claim;
import static dev.penstock.testkit.store.StoreRows.hold;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.penstock.api.money.Usd;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.Watchdog;
import dev.penstock.core.store.MemoryStore;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.Limit;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldSweepTest {
  private static final Amount TEN = Amount.ofCall(Usd.ofNanos(10), 5);
  private static final Amount THREE = Amount.ofCall(Usd.ofNanos(3), 2);

  private final FakeClock clock = new FakeClock();
  private final MemoryStore store = new MemoryStore(clock, clock.ticker());
  private final Injector engine =
      Guice.createInjector(new EngineModule(List.of(), clock, clock.ticker(), store));
  private final HoldSweep sweep =
      new HoldSweep(
          engine.getInstance(Budgets.class), engine.getInstance(Watchdog.class), clock.ticker());

  @BeforeEach
  void holdForAMinute() throws InterruptedException {
    var hundred = claim("hundred", Limit.of(Usd.ofNanos(100)));
    store.budgets().hold(hold("a/1", clock.instant(), TEN, hundred));
  }

  @AfterEach
  void close() {
    engine.getInstance(Watchdog.class).close();
  }

  @Test
  void postsWhatNobodySettles() {
    turns(5);
    assertThat(rows()).isEmpty();
    turns(1);
    assertThat(rows()).extracting(LedgerRow::kind).containsExactly(Kind.LOST);
    assertThat(posted()).isEqualTo(TEN);
  }

  @Test
  void letsAttemptsEndByThemselvesAfterTheProcessWasStopped() {
    turns(2);
    clock.advance(Duration.ofSeconds(90));
    sweep.sweep();
    assertThat(rows()).isEmpty();
    LedgerRow row = call("a/1", Kind.ANSWERED, clock.instant(), THREE.cost());
    assertThat(store.budgets().post("a/1", THREE, row).first()).isTrue();
    turns(2);
    assertThat(rows()).containsExactly(row);
    assertThat(posted()).isEqualTo(THREE);
  }

  @Test
  void postsWhatNobodySettlesAfterTheProcessWasStoppedEither() {
    clock.advance(Duration.ofSeconds(90));
    sweep.sweep();
    turns(1);
    assertThat(rows()).extracting(LedgerRow::kind).containsExactly(Kind.LOST);
  }

  private void turns(int number) {
    for (int i = 0; i < number; i++) {
      clock.advance(Duration.ofSeconds(10));
      sweep.sweep();
    }
  }

  private Amount posted() {
    return store.budgets().balance(account("hundred")).posted();
  }

  private List<LedgerRow> rows() {
    List<LedgerRow> rows = new ArrayList<>();
    store.ledger().rows(null, null, rows::add);
    return rows;
  }
}
