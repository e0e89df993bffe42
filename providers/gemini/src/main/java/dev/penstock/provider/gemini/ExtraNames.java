package dev.penstock.provider.gemini;

import java.util.Locale;
import java.util.Set;

/**
 * Names of extra fields. The API takes each name with underscores as well, so a name means what it
 * means without them, in whatever case.
 */
final class ExtraNames {
  private ExtraNames() {}

  /**
   * Throws {@link IllegalArgumentException} if a field is another spelling of a name that the
   * engine writes.
   *
   * @param reserved names that no field may have in any spelling
   * @param exact a name that a field may have in this spelling only
   */
  static void check(String field, Set<String> reserved, String exact) {
    String plain = plain(field);
    if (reserved.stream().anyMatch(name -> plain(name).equals(plain))) {
      throw new IllegalArgumentException(
          "the extra field " + field + " is set by the engine and cannot be replaced");
    }
    if (plain.equals(plain(exact)) && !field.equals(exact)) {
      throw new IllegalArgumentException("write the extra field " + field + " as " + exact);
    }
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
