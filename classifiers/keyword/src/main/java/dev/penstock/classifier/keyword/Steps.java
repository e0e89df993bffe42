package dev.penstock.classifier.keyword;

/** The steps of an automaton: a hash table from node and word to the next node, 0 for none. */
final class Steps {
  private final long[] keys;
  private final int[] targets;

  /** A table for less than so many steps. */
  Steps(int count) {
    int capacity = Integer.highestOneBit(Math.max(count, 8)) * 4;
    keys = new long[capacity];
    targets = new int[capacity];
  }

  void put(int node, int word, int target) {
    int slot = slot(key(node, word));
    keys[slot] = key(node, word);
    targets[slot] = target;
  }

  int get(int node, int word) {
    return targets[slot(key(node, word))];
  }

  private int slot(long key) {
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & (keys.length - 1);
    while (targets[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private static long key(int node, int word) {
    return ((long) node << 32) | word;
  }
}
