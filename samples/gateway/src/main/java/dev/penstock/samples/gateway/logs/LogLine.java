package dev.penstock.samples.gateway.logs;

import org.jspecify.annotations.Nullable;

/** A line that is being written. */
@FunctionalInterface
interface LogLine {
  /** Adds a field behind those there are; null stands for nothing. */
  void put(String name, @Nullable Object value);
}
