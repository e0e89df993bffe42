package dev.penstock.testkit.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text (RFC 8259) into maps, lists, strings, longs, doubles, booleans and null. Strict;
 * the last of two equal keys wins.
 */
final class JsonReader {
  private static final int MAX_DEPTH = 200;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static @Nullable Object read(String text) {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.space();
    if (reader.at != text.length()) {
      throw reader.wrong("the end");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("less depth");
    }
    space();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    space();
    if (skip('}')) {
      return members;
    }
    do {
      space();
      if (peek() != '"') {
        throw wrong("a key");
      }
      String key = string();
      space();
      if (!skip(':')) {
        throw wrong("a colon");
      }
      members.put(key, value(depth + 1));
      space();
    } while (skip(','));
    if (!skip('}')) {
      throw wrong("a comma or }");
    }
    return members;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    at++;
    space();
    if (skip(']')) {
      return items;
    }
    do {
      items.add(value(depth + 1));
      space();
    } while (skip(','));
    if (!skip(']')) {
      throw wrong("a comma or ]");
    }
    return items;
  }

  private String string() {
    int start = ++at;
    while (peek() != '"' && peek() != '\\') {
      control();
      at++;
    }
    if (skip('"')) {
      return text.substring(start, at - 1);
    }
    StringBuilder read = new StringBuilder().append(text, start, at);
    while (!skip('"')) {
      control();
      read.append(skip('\\') ? escaped() : text.charAt(at++));
    }
    return read.toString();
  }

  private void control() {
    if (peek() < ' ') {
      throw wrong("no control character");
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private Number number() {
    int start = at;
    boolean minus = skip('-');
    int first = at;
    digits();
    boolean leadingZero = text.charAt(first) == '0' && at > first + 1;
    boolean whole = true;
    if (skip('.')) {
      whole = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      whole = false;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    if (leadingZero) {
      throw wrong("a number without leading zero");
    }
    String digits = text.substring(start, at);
    boolean small = whole && at - start <= (minus ? 19 : 18);
    return small ? (Number) Long.valueOf(digits) : (Number) Double.valueOf(digits);
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw wrong("a value");
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at == text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private boolean skip(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    if (found) {
      at++;
    }
    return found;
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("JSON: expected " + expected + " at character " + at);
  }
}
