package dev.penstock.core.word;

import java.util.Locale;

/** Names of the policy language: lower case with dashes. */
public final class KebabCase {
  private KebabCase() {}

  /** Of a camel case name. */
  public static String of(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        out.append('-');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  /** Of a constant's name. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
