package dev.penstock.core.word;

/** Text of a file as it may appear in a message: short, on one line, without control characters. */
public final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** The text in backticks. */
  public static String of(String text) {
    return "`" + escape(text) + "`";
  }

  /** The text without them. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> append(out, c));
    return text.codePointCount(0, text.length()) > LONGEST ? out + "..." : out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (c == '\n') {
      out.append("\\n");
    } else if (isPrintable(c)) {
      out.appendCodePoint(c);
    } else {
      out.append("\\u{").append(Integer.toHexString(c)).append('}');
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
