package dev.penstock.core.match;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a question's neighbours.
 *
 * @param index which of them has the answer, or -1 if the guards refused all
 * @param features what a head weighs, or null if the guards refused all
 * @param refused how many neighbours each guard refused, by its name
 */
@SuppressWarnings("ArrayRecordComponent") // made by the matcher, read by heads, never changed
public record Match(int index, double @Nullable [] features, Map<String, Integer> refused) {
  /** Copies the counts. */
  public Match {
    refused = Map.copyOf(refused);
  }
}
