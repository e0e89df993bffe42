package dev.penstock.benchmarks;

/** One way to ask the loopback server. */
interface Client extends AutoCloseable {
  /** Asks {@link Workload#QUESTION} and returns the answer's text. */
  String ask();

  @Override
  void close();
}
