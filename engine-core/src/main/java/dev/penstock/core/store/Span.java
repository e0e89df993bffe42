package dev.penstock.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An hour in UTC, counted from 1970, or the 24 of a day. */
record Span(long hour, long hours) {
  private static final long HOURS_OF_DAY = 24;

  static Span of(Instant instant) {
    return new Span(hourOf(instant), 1);
  }

  static long hourOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 3600L);
  }

  Span day() {
    return new Span(hour - Math.floorMod(hour, HOURS_OF_DAY), HOURS_OF_DAY);
  }

  boolean isHour() {
    return hours == 1;
  }

  /** The first hour after it. */
  long end() {
    return hour + hours;
  }

  Instant start() {
    return Instant.EPOCH.plus(hour, ChronoUnit.HOURS);
  }
}
