package dev.penstock.core.evaluate;

import dev.penstock.api.PenstockException;
import dev.penstock.spi.ProviderException;
import java.io.IOException;

/** A command that measures or calibrates. What it finds goes to the stream it was made with. */
public interface Command {
  /**
   * Runs.
   *
   * @param arguments {@code --key=value} or {@code --key value}, and flags
   * @throws IllegalArgumentException if arguments or files are of no use
   * @throws PenstockException if the policy is of no use
   * @throws ProviderException if questions have no vectors
   * @throws IOException if a file cannot be read or written
   */
  void run(String... arguments) throws IOException, ProviderException, InterruptedException;
}
