package dev.penstock.benchmarks;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of data sets, as a proof's only argument names it. */
public final class DataFolder {
  private static final String DATA = "--data=";

  private DataFolder() {}

  /** Null if none is named; ends the program if something else is. */
  public static @Nullable Path of(String[] arguments) {
    @Nullable Path data = null;
    for (String argument : arguments) {
      if (!argument.startsWith(DATA)) {
        System.err.println("unknown argument " + argument + "; known is " + DATA + "FOLDER");
        System.exit(2);
      }
      data = Path.of(argument.substring(DATA.length()));
    }
    return data;
  }
}
