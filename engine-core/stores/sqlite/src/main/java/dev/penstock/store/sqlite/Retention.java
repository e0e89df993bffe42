package dev.penstock.store.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Deletes rows that are too old, a few at a time, while nothing else is to be written. */
final class Retention implements Runnable {
  private static final System.Logger LOG = System.getLogger(Retention.class.getName());
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final Duration ACCOUNTS_KEPT = Duration.ofDays(2);
  private static final int CHUNK = 5_000;

  private final @Nullable Duration kept;
  private final Tables tables;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  Retention(@Nullable Duration kept, Tables tables, InstantSource clock) {
    this.kept = kept;
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    try {
      if (kept != null && tables.trim(now.minus(kept), CHUNK) == CHUNK) {
        return; // there may be more
      }
      tables.trimAccounts(now.minus(ACCOUNTS_KEPT));
      next = now.plus(BETWEEN);
    } catch (SQLException e) {
      next = now.plus(BETWEEN);
      tables.rollbackQuietly();
      LOG.log(System.Logger.Level.WARNING, "old rows of the ledger could not be deleted", e);
    }
  }
}
