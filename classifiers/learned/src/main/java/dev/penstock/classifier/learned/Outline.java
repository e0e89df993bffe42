package dev.penstock.classifier.learned;

import java.util.ArrayList;
import java.util.List;

/**
 * A text, taken apart into what stands before its list and the items of the list.
 *
 * @param text all of it
 * @param stem the lines before the first item, or all if there is no list
 * @param items the items without their marks; none if only one line looks like an item
 */
record Outline(String text, String stem, List<String> items) {
  private static final int MOST_ITEMS = 20;

  Outline {
    items = List.copyOf(items);
  }

  static Outline of(String text) {
    List<String> items = new ArrayList<>();
    int stem = -1;
    int at = 0;
    while (at <= text.length() && items.size() < MOST_ITEMS) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      int item = item(text, at, end);
      if (item >= 0) {
        stem = stem < 0 ? at : stem;
        items.add(text.substring(item, end));
      }
      at = end + 1;
    }
    return items.size() < 2
        ? new Outline(text, text, List.of())
        : new Outline(text, text.substring(0, stem), items);
  }

  /** Where the text of an item begins, or -1 if the line does not start with an item's mark. */
  private static int item(String text, int from, int end) {
    int mark = skipSpace(text, from, end);
    int at = mark;
    while (at < end && at - mark < 2 && isAsciiDigit(text.charAt(at))) {
      at++;
    }
    if (at == mark && at < end && isAsciiLetter(text.charAt(at))) {
      at++;
    }
    boolean marked;
    if (at == mark) {
      marked = at < end && "-*•".indexOf(text.charAt(at)) >= 0;
    } else {
      marked = at < end && ".)".indexOf(text.charAt(at)) >= 0;
    }
    if (!marked) {
      return -1;
    }
    int start = skipSpace(text, at + 1, end);
    return start > at + 1 && start < end ? start : -1;
  }

  private static int skipSpace(String text, int from, int end) {
    int at = from;
    while (at < end && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
