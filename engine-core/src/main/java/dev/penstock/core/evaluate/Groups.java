package dev.penstock.core.evaluate;

/** Which of some things belong together, directly or through others. */
final class Groups {
  private final int[] parents;

  Groups(int size) {
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      parents[i] = i;
    }
  }

  void join(int one, int other) {
    parents[of(one)] = of(other);
  }

  /** The same number for all of a group. */
  int of(int one) {
    int at = one;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
