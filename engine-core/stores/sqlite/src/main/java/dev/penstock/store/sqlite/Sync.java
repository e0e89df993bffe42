package dev.penstock.store.sqlite;

/** When a row counts as kept. */
public enum Sync {
  /** Holds and rows are on the disk before the engine goes on; answers wait for it. */
  EACH,
  /** Holds are on the disk before a call is sent; rows follow, many at a time. */
  GROUP,
  /** Both are with the operating system: they outlive the process, and not a loss of power. */
  OS
}
