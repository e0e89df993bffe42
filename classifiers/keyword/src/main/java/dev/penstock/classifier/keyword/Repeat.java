package dev.penstock.classifier.keyword;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A counted repeat of a regular expression, such as <code>{2,5}</code>.
 *
 * @param least the least count
 * @param most the highest count, or -1 for no limit
 * @param end where the pattern goes on
 */
record Repeat(int least, int most, int end) {
  private static final Pattern FORM = Pattern.compile("\\{(\\d{1,6})(,(\\d{0,6}))?}");

  /** The repeat at that place, or null if the brace there stands for itself. */
  static @Nullable Repeat at(String pattern, int start) {
    Matcher form = FORM.matcher(pattern).region(start, pattern.length());
    if (!form.lookingAt()) {
      return null;
    }
    int least = Integer.parseInt(form.group(1));
    @Nullable String most = form.group(3);
    if (form.group(2) == null) {
      return new Repeat(least, least, form.end());
    }
    return new Repeat(
        least, most == null || most.isEmpty() ? -1 : Integer.parseInt(most), form.end());
  }
}
