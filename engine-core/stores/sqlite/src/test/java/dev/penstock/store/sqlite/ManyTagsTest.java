package dev.penstock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Store;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.TestPluginContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyTagsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void tellsTheTagsThatRecurApartAndTheRestTogether() throws Exception {
    try (Store store =
        new SqliteStoreFactory()
            .create(
                new SqliteSettings(Path.of("ledger.db"), Sync.OS, null),
                TestPluginContext.named("sqlite").clock(new FakeClock(NOON)).folder(folder))) {
      for (int i = 0; i < 10_500; i++) {
        store.ledger().append(row(Set.of("request=" + i)));
      }
      store.ledger().append(row(Set.of("team=a")));
      store.ledger().append(row(Set.of("team=a"))).await();
      Map<String, Long> answered =
          store.ledger().sums(new LedgerQuery(null, null, List.of(Dimension.TAG))).stream()
              .collect(Collectors.toMap(sum -> sum.keys().getFirst(), LedgerSum::answered));
      assertThat(answered)
          .hasSize(10_001)
          .containsEntry("team=a", 2L)
          .containsEntry(LedgerSum.OTHER_TAGS, 501L);
    }
  }

  private static LedgerRow row(Set<String> tags) {
    return new LedgerRow(
        "a/1",
        LedgerRow.Kind.ANSWERED,
        NOON,
        NOON,
        NOON,
        new LedgerRow.Party("shop", null, tags),
        LedgerRow.Taken.NOTHING,
        null,
        null,
        Usage.NONE,
        Usd.ZERO,
        "",
        Usd.ZERO,
        Usd.ZERO);
  }
}
