package dev.penstock.core.store;

import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.store.StoreContract;

class MemoryStoreTest extends StoreContract {
  @Override
  protected Store open(FakeClock clock) {
    return new MemoryStore(clock, clock.ticker());
  }
}
