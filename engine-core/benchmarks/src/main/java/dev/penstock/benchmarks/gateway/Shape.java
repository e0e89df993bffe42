package dev.penstock.benchmarks.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a question wants the loopback server to answer, in its text.
 *
 * @param chunks how many chunks with content; a whole answer is one
 * @param gap milliseconds before each
 */
record Shape(int chunks, int gap) {
  private static final Pattern TEXT = Pattern.compile("\\[(\\d{1,6}) chunks, (\\d{1,5}) ms]");
  private static final Shape NONE = new Shape(1, 0);

  static Shape in(String body) {
    Matcher found = TEXT.matcher(body);
    return found.find()
        ? new Shape(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)))
        : NONE;
  }

  void pause() throws InterruptedException {
    if (gap > 0) {
      Thread.sleep(gap);
    }
  }

  static String text(int chunks, int gap) {
    return "[" + chunks + " chunks, " + gap + " ms]";
  }
}
