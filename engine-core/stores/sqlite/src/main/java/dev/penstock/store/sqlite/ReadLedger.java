package dev.penstock.store.sqlite;

import dev.penstock.spi.store.LedgerQuery;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerStore;
import dev.penstock.spi.store.LedgerSum;
import dev.penstock.spi.store.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file that somebody else may be writing: each time those that are there. */
final class ReadLedger implements LedgerStore {
  private final Path file;

  ReadLedger(Path file) {
    this.file = file;
  }

  @Override
  public Receipt append(LedgerRow row) {
    return () -> {
      throw ReadStore.refusal(file);
    };
  }

  @Override
  public List<LedgerSum> sums(LedgerQuery query) {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (Connection connection = Database.stranger(file)) {
      return new Sums(query, origins(connection)).of(connection);
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  @Override
  public void rows(@Nullable Instant from, @Nullable Instant until, Consumer<LedgerRow> reader) {
    if (Files.notExists(file)) {
      return;
    }
    try (Connection connection = Database.stranger(file)) {
      Rows.read(connection, origins(connection), from, until, reader);
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  /** Within one transaction, or a row might come from an origin that was not there yet. */
  private static Origins origins(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return new Origins(connection);
  }
}
