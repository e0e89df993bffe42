package dev.penstock.store.sqlite;

import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.store.StoreModel;
import dev.penstock.testkit.store.StoreModel.Act;
import dev.penstock.testkit.store.StoreModel.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SqliteStoreModelTest {
  @Property(tries = 200)
  void agreesWithTheModelOverAnySequence(@ForAll("sequences") List<Step> steps) throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "model");
    FakeClock clock = new FakeClock();
    StoreModel model =
        new StoreModel(
            open(folder, clock),
            clock,
            store -> {
              store.close();
              return open(folder, clock);
            });
    model.run(steps).close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Store open(Path folder, FakeClock clock) {
    return new SqliteStoreFactory()
        .create(
            new SqliteSettings(Path.of("ledger.db"), Sync.OS, null),
            TestPluginContext.named("sqlite").clock(clock).folder(folder));
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
