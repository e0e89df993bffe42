package dev.penstock.system;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A wire and a way to ask. */
record Case(Wire wire, Mode mode) {
  /** Each wire in each way. */
  static List<Case> all() {
    return Arrays.stream(Wire.values())
        .flatMap(wire -> Stream.of(Mode.values()).map(mode -> new Case(wire, mode)))
        .toList();
  }

  @Override
  public String toString() {
    return wire + " " + mode;
  }
}
