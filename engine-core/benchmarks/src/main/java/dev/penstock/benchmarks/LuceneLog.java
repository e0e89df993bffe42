package dev.penstock.benchmarks;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Lucene says at each start that it would be faster with another option of the JVM. */
final class LuceneLog {
  /** Loggers are forgotten if nobody holds them. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private LuceneLog() {}

  static void off() {
    LUCENE.setLevel(Level.OFF);
  }
}
