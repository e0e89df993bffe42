package dev.penstock.store.sqlite;

import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Receipt;
import dev.penstock.spi.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Appends by the writer, and reads by connections of its own, which hold nobody up. */
final class SqliteLedger implements LedgerStore {
  private static final System.Logger LOG = System.getLogger(SqliteLedger.class.getName());

  private final Path file;
  private final Writer writer;
  private final Origins origins;
  private final AtomicLong dropped = new AtomicLong();

  SqliteLedger(Path file, Writer writer, Origins origins) {
    this.file = file;
    this.writer = writer;
    this.origins = origins;
  }

  @Override
  public Receipt append(LedgerRow row) {
    Job.Append job = writer.offer(new Job.Append(row));
    if (job != null) {
      return job;
    }
    if (dropped.getAndIncrement() % 1_000 == 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "rows of requests without a call are dropped until {0} can be written again, {1} so far",
          file,
          dropped.get());
    }
    return () -> {
      throw new StoreException("the ledger " + file + " could not be written; the row is dropped");
    };
  }

  @Override
  public List<LedgerSum> sums(LedgerQuery query) {
    try (Connection connection = reader()) {
      return new Sums(query, origins).of(connection);
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  @Override
  public void rows(@Nullable Instant from, @Nullable Instant until, Consumer<LedgerRow> reader) {
    try (Connection connection = reader()) {
      Rows.read(connection, origins, from, until, reader);
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  private Connection reader() throws SQLException {
    try {
      writer.add(new Job.Barrier()).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while the ledger was to be read", e);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "what is read lacks the latest rows", e);
    }
    return Database.reader(file);
  }
}
