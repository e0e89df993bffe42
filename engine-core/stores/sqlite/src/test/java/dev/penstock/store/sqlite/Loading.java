package dev.penstock.store.sqlite;

import dev.penstock.spi.store.Store;
import dev.penstock.testkit.TestPluginContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that opens a ledger for the first time, and is gone at once. */
final class Loading {
  private Loading() {}

  /** Takes the file. */
  public static void main(String[] args) {
    try {
      Store store =
          new SqliteStoreFactory()
              .create(SqliteSettings.at(Path.of(args[0])), TestPluginContext.named("sqlite"));
      System.out.println(
          "opened, "
              + store.budgets().balances("any")
              + ", "
              + System.getProperty("org.sqlite.tmpdir"));
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** Starts it with these properties; what it says. */
  static String of(Path file, String... properties) throws IOException, InterruptedException {
    var command = TestProcess.command(List.of(properties), Loading.class, file.toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var output = process.inputReader()) {
      return String.join("\n", output.lines().toList());
    } finally {
      process.waitFor();
    }
  }
}
