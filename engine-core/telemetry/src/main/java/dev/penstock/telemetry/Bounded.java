package dev.penstock.telemetry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Values of an attribute that others may choose: the first 200, and one word for all others. */
final class Bounded {
  static final String OTHER = "_OTHER";
  private static final int MOST = 200;
  private static final int LONGEST = 128;

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    if (value.length() > LONGEST || known.size() >= MOST) {
      return OTHER;
    }
    known.add(value);
    return value;
  }
}
