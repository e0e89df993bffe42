package dev.penstock.api.policy;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/**
 * A window of the day in UTC, which may cross midnight: {@code 16:30-00:30}.
 *
 * @param start the first moment inside
 * @param end the first moment outside
 */
public record DayWindow(LocalTime start, LocalTime end) {
  /** Checks and copies the components. */
  public DayWindow {
    if (start.equals(end)) {
      throw new IllegalArgumentException("a window must not start and end at the same time");
    }
  }

  /**
   * Reads {@code HH:mm-HH:mm}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static DayWindow parse(String text) {
    String[] ends = text.split("-", -1);
    try {
      if (ends.length == 2) {
        return new DayWindow(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("expected a window such as 16:30-00:30", e);
    }
    throw new IllegalArgumentException("expected a window such as 16:30-00:30");
  }

  /** Whether a time of day lies inside. */
  public boolean contains(LocalTime time) {
    boolean afterStart = !time.isBefore(start);
    boolean beforeEnd = time.isBefore(end);
    return start.isBefore(end) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }

  @Override
  public String toString() {
    return start + "-" + end;
  }
}
