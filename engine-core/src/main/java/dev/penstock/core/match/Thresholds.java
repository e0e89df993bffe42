package dev.penstock.core.match;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of thresholds: what was measured for each class of questions.
 *
 * @param version the version of its format
 * @param measure what nearness is: the model of the vectors, or {@value #WORDS}
 * @param classes evidence by class: an intent, a route, or {@value #EVERYTHING}
 */
public record Thresholds(int version, String measure, Map<String, Evidence> classes) {
  /** The version of the format. */
  public static final int VERSION = 1;

  /** The class of questions that no other class is for. */
  public static final String EVERYTHING = "everything";

  /** The measure of questions without vectors: how many of their words they share. */
  public static final String WORDS = "words";

  /** Nothing was measured. */
  public static final Thresholds NONE = new Thresholds(VERSION, WORDS, Map.of());

  /** Checks and copies the components. */
  public Thresholds {
    if (version != VERSION) {
      throw new IllegalArgumentException("version must be " + VERSION + ", not " + version);
    }
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
  }

  /** The first of the names that has evidence, else everything if that has; or null. */
  public @Nullable String classOf(List<String> names) {
    for (String name : names) {
      if (classes.containsKey(name)) {
        return name;
      }
    }
    return classes.containsKey(EVERYTHING) ? EVERYTHING : null;
  }
}
