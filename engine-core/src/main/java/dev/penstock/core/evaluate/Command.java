package dev.penstock.core.evaluate;

import dev.penstock.api.PenstockException;
import dev.penstock.spi.ProviderException;
import java.io.IOException;
import java.io.PrintStream;

/** What a main class does. */
interface Command {
  /**
   * Runs.
   *
   * @throws IllegalArgumentException if arguments or files are of no use
   * @throws PenstockException if the policy is of no use
   * @throws ProviderException if questions have no vectors
   */
  void run(String... arguments) throws IOException, ProviderException, InterruptedException;

  /**
   * Runs a command as a program does.
   *
   * @return 0; 2 if its arguments or files are of no use, 1 if something else went wrong
   */
  static int exitCode(Command command, String usage, PrintStream err, String... arguments) {
    try {
      command.run(arguments);
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(usage);
    } catch (PenstockException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println("a file cannot be read or written: " + e);
    } catch (ProviderException e) {
      err.println("the questions have no vectors: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("interrupted");
      return 1;
    }
    return 2;
  }
}
