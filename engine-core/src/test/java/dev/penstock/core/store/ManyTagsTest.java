package dev.penstock.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.store.Dimension;
import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerSum;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManyTagsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");

  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void aTagForEachRequestLeavesTheOthersWhole() {
    for (int i = 0; i < 5_000; i++) {
      append(MIDNIGHT, "team=" + i % 3, "request=" + i);
    }
    Map<String, Long> answered = byTag(null, null);
    assertThat(answered)
        .hasSize(TagRoom.MOST + 1)
        .containsEntry("team=0", 1_667L)
        .containsEntry("team=1", 1_667L)
        .containsEntry("team=2", 1_666L)
        .containsEntry("request=0", 1L)
        .containsEntry(LedgerSum.OTHER_TAGS, 5_000L - (TagRoom.MOST - 3));
    assertThat(answered.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2 * 5_000);
    assertThat(whole()).isEqualTo(5_000);
  }

  @Test
  void aRequestWithSeveralOtherTagsCountsOnceUnderThem() {
    for (int i = 0; i < TagRoom.MOST; i++) {
      append(MIDNIGHT, "request=" + i);
    }
    append(MIDNIGHT, "one", "another", "request=0");
    assertThat(byTag(null, null))
        .containsEntry(LedgerSum.OTHER_TAGS, 1L)
        .containsEntry("request=0", 2L);
  }

  @Test
  void theNextHourHasRoomAgain() {
    for (int i = 0; i < 2 * TagRoom.MOST; i++) {
      append(MIDNIGHT, "request=" + i);
    }
    Instant next = MIDNIGHT.plus(Duration.ofHours(1));
    append(next, "team=a");
    assertThat(byTag(next, null)).containsExactly(Map.entry("team=a", 1L));
  }

  @Test
  void aDayKeepsTheTagsWithMostRequests() {
    for (int hour = 0; hour < 24; hour++) {
      for (int i = 0; i < 900; i++) {
        append(MIDNIGHT.plus(Duration.ofHours(hour)), "request=" + hour + "-" + i);
      }
    }
    for (int i = 0; i < 50; i++) {
      append(MIDNIGHT.plus(Duration.ofHours(23)), "team=night");
    }
    assertThat(byTag(null, null)).hasSize(24 * 900 + 1);
    append(MIDNIGHT.plus(Duration.ofDays(3)));
    assertThat(byTag(null, MIDNIGHT.plus(Duration.ofDays(1))))
        .hasSize(TagRoom.MOST + 1)
        .containsEntry("team=night", 50L)
        .containsEntry(LedgerSum.OTHER_TAGS, 24 * 900L - (TagRoom.MOST - 1));
    append(MIDNIGHT, "late", "team=night");
    assertThat(byTag(null, MIDNIGHT.plus(Duration.ofDays(1))))
        .as("a row that comes after its day was summed up")
        .containsEntry("team=night", 51L)
        .doesNotContainKey("late");
  }

  @Test
  void daysOfSuchRequestsTakeNoMoreThanABoundedNumberOfSums() {
    Cells cells = new Cells();
    long rows = 0;
    for (int hour = 0; hour < 10 * 24; hour++) {
      for (int i = 0; i < 1_100; i++) {
        LedgerRow row = row(MIDNIGHT.plus(Duration.ofHours(hour)), Set.of(hour + "-" + i));
        cells.of(Cell.of(row)).add(row);
        rows++;
      }
    }
    assertBounded(cells, rows);
    Instant newest = MIDNIGHT.plus(Duration.ofHours(10 * 24 - 1));
    Set<String> told = new HashSet<>();
    cells.forEach(
        (cell, totals) -> {
          if (cell.span().equals(Span.of(newest))) {
            told.addAll(cell.tags());
          }
        });
    assertThat(told).hasSize(TagRoom.MOST + 1);
  }

  @Test
  void anySetOfFewTagsTakesNoMoreThanABoundedNumberOfSums() {
    Cells cells = new Cells();
    Random random = new Random(7);
    for (int i = 0; i < 120_000; i++) {
      Set<String> tags =
          random.ints(10, 0, 200).mapToObj(n -> "tag" + n).collect(Collectors.toSet());
      LedgerRow row = row(MIDNIGHT, tags);
      cells.of(Cell.of(row)).add(row);
    }
    assertBounded(cells, 120_000);
  }

  private static void assertBounded(Cells cells, long rows) {
    long[] found = new long[2];
    cells.forEach(
        (cell, totals) -> {
          found[0]++;
          found[1] += totals.rows();
        });
    assertThat(found[0]).isLessThanOrEqualTo(51_000);
    assertThat(found[1]).isEqualTo(rows);
  }

  private void append(Instant admitted, String... tags) {
    ledger.append(row(admitted, Set.of(tags)));
  }

  private Map<String, Long> byTag(@Nullable Instant from, @Nullable Instant until) {
    return ledger.sums(new LedgerQuery(from, until, List.of(Dimension.TAG))).stream()
        .filter(sum -> !sum.keys().getFirst().isEmpty())
        .collect(Collectors.toMap(sum -> sum.keys().getFirst(), LedgerSum::answered));
  }

  private long whole() {
    return ledger.sums(new LedgerQuery(null, null, List.of())).getFirst().answered();
  }

  private static LedgerRow row(Instant admitted, Set<String> tags) {
    return new LedgerRow(
        "a/1",
        LedgerRow.Kind.ANSWERED,
        admitted,
        admitted,
        admitted,
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
