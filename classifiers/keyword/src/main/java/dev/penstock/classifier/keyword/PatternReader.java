package dev.penstock.classifier.keyword;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a regular expression of RE2's syntax before it is compiled, to estimate its size and to
 * learn what a text must contain. It is more lenient than RE2, which has the last word.
 */
final class PatternReader {
  private final String pattern;
  private int at;

  private PatternReader(String pattern) {
    this.pattern = pattern;
  }

  /** What the whole pattern needs; throws {@link PatternProblem} on a mistake it notices. */
  static Needs read(String pattern) {
    PatternReader reader = new PatternReader(pattern);
    Needs whole = reader.choice();
    if (reader.at < pattern.length()) {
      throw PatternProblem.syntax("a ) without its (", reader.at);
    }
    return whole;
  }

  private Needs choice() {
    List<Needs> branches = new ArrayList<>();
    branches.add(sequence());
    while (accept("|")) {
      branches.add(sequence());
    }
    return branches.size() == 1 ? branches.getFirst() : Needs.choice(branches);
  }

  private Needs sequence() {
    List<Needs> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(repeats(atom()));
    }
    return Needs.sequence(parts);
  }

  private Needs atom() {
    int start = at;
    if (accept("\\Q")) {
      return quoted();
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return switch (c) {
      case '(' -> group(start);
      case '[' -> new ClassReader(pattern).read(at, this::moveTo);
      case '\\' -> escape(start);
      case '.' -> Needs.ANYTHING;
      case '^', '$' -> Needs.NOTHING;
      case '*', '+', '?' ->
          throw PatternProblem.syntax("nothing to repeat before " + (char) c, start);
      default -> literal(c);
    };
  }

  private void moveTo(int position) {
    at = position;
  }

  private Needs group(int start) {
    if (accept("?")) {
      if (pattern.startsWith("=", at) || pattern.startsWith("!", at)) {
        throw PatternProblem.unsupported("look-ahead", start);
      }
      if (pattern.startsWith("<=", at) || pattern.startsWith("<!", at)) {
        throw PatternProblem.unsupported("look-behind", start);
      }
      if (pattern.startsWith(">", at)) {
        throw PatternProblem.unsupported("an atomic group", start);
      }
      int flags = at;
      while (at < pattern.length() && ":)>".indexOf(pattern.charAt(at)) < 0) {
        at++;
      }
      if (accept(")")) {
        return Needs.NOTHING;
      }
      if (at == pattern.length()) {
        throw PatternProblem.syntax("a ( without its )", start);
      }
      if (pattern.charAt(at) == '>' && "P<".indexOf(pattern.charAt(flags)) < 0) {
        throw PatternProblem.syntax("an unknown kind of group", start);
      }
      at++;
    }
    Needs inside = choice();
    if (!accept(")")) {
      throw PatternProblem.syntax("a ( without its )", start);
    }
    return inside;
  }

  private Needs escape(int start) {
    if (at == pattern.length()) {
      throw PatternProblem.syntax("a \\ at the end", start);
    }
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    if (c == 'k' || (c >= '1' && c <= '9' && !(c < '8' && nextIsOctal()))) {
      throw PatternProblem.unsupported("a back-reference", start);
    }
    return switch (c) {
      case 'b', 'B', 'A', 'z' -> Needs.NOTHING;
      case 'd' -> Needs.text(Set.of("0"));
      case 'p', 'P', 'x' -> {
        skipName();
        yield Needs.ANYTHING;
      }
      default -> {
        if (c >= '0' && c <= '7') {
          skipDigits();
          yield Needs.ANYTHING;
        }
        yield Character.isLetterOrDigit(c) ? Needs.ANYTHING : literal(c);
      }
    };
  }

  private boolean nextIsOctal() {
    return at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '7';
  }

  private void skipDigits() {
    for (int digits = 0; digits < 2 && nextIsOctal(); digits++) {
      at++;
    }
  }

  /** Skips what follows {@code \p} or {@code \x}: a name in braces, one letter or two digits. */
  private void skipName() {
    boolean hexadecimal = pattern.charAt(at - 1) == 'x';
    if (accept("{")) {
      int close = pattern.indexOf('}', at);
      at = close < 0 ? pattern.length() : close + 1;
    } else {
      at = Math.min(pattern.length(), at + (hexadecimal ? 2 : 1));
    }
  }

  private Needs quoted() {
    int close = pattern.indexOf("\\E", at);
    int end = close < 0 ? pattern.length() : close;
    List<Needs> parts = new ArrayList<>();
    pattern.substring(at, end).codePoints().forEach(c -> parts.add(literal(c)));
    at = close < 0 ? end : close + 2;
    return Needs.sequence(parts);
  }

  private static Needs literal(int c) {
    return c < 0x80 ? Needs.text(Set.of(Character.toString(Pieces.plain(c)))) : Needs.ANYTHING;
  }

  private Needs repeats(Needs once) {
    Needs repeated = once;
    while (at < pattern.length()) {
      int start = at;
      if (accept("*")) {
        repeated = repeated.repeated(0, -1);
      } else if (accept("+")) {
        repeated = repeated.repeated(1, -1);
      } else if (accept("?")) {
        repeated = repeated.repeated(0, 1);
      } else if (pattern.charAt(at) == '{') {
        Repeat repeat = Repeat.at(pattern, at);
        if (repeat == null) {
          return repeated;
        }
        at = repeat.end();
        repeated = repeated.repeated(repeat.least(), repeat.most());
      } else {
        return repeated;
      }
      accept("?");
      if (accept("+")) {
        throw PatternProblem.unsupported("a possessive repeat", start);
      }
    }
    return repeated;
  }

  private boolean accept(String text) {
    boolean found = pattern.startsWith(text, at);
    if (found) {
      at += text.length();
    }
    return found;
  }
}
