package dev.penstock.core.policy;

import dev.penstock.core.word.Quoted;
import java.util.regex.Pattern;

/** Paths such as {@code $.models.gpt-4.1.price[0].input}. */
public final class NodePath {
  static final String ROOT = "$";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private NodePath() {}

  public static String child(String parent, String key) {
    return PLAIN.matcher(key).matches()
        ? parent + "." + key
        : parent + "['" + Quoted.escape(key) + "']";
  }

  public static String item(String parent, int index) {
    return parent + "[" + index + "]";
  }

  /** The path one step up; the root stays the root. */
  static String parent(String path) {
    if (path.endsWith("']")) {
      return path.substring(0, Math.max(1, path.lastIndexOf("['")));
    }
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 1 ? ROOT : path.substring(0, end);
  }
}
