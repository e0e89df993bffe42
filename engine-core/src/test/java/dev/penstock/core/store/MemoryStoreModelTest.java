package dev.penstock.core.store;

import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.store.StoreModel;
import dev.penstock.testkit.store.StoreModel.Act;
import dev.penstock.testkit.store.StoreModel.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MemoryStoreModelTest {
  @Property(tries = 10_000)
  void agreesWithTheModelOverAnySequence(@ForAll("sequences") List<Step> steps) {
    FakeClock clock = new FakeClock();
    new StoreModel(new MemoryStore(clock, clock.ticker()), clock, null).run(steps);
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    return Combinators.combine(
            Arbitraries.of(Act.class),
            Arbitraries.integers().between(0, 100),
            Arbitraries.integers().between(0, 5_000))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }
}
