package dev.penstock.store.sqlite;

import dev.penstock.api.policy.Description;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the store {@code sqlite}.
 *
 * @param path the file, which is made if there is none; its folder as well
 * @param sync when a row counts as kept; null means {@link Sync#GROUP}
 * @param retention how long rows are kept after their request came in; null means for ever
 */
public record SqliteSettings(
    @Description("The file; made if there is none") Path path,
    @Description("When a row counts as kept; group if absent") @Nullable Sync sync,
    @Description("How long rows are kept; for ever if absent") @Nullable Duration retention) {
  private static final Duration SHORTEST = Duration.ofDays(1);

  /** Refuses a retention of less than a day. */
  public SqliteSettings {
    sync = sync == null ? Sync.GROUP : sync;
    if (retention != null && retention.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("retention must be at least 1d");
    }
  }

  /** The settings of a policy that says nothing but where. */
  public static SqliteSettings at(Path path) {
    return new SqliteSettings(path, null, null);
  }

  @Override
  public Sync sync() {
    return sync == null ? Sync.GROUP : sync;
  }
}
