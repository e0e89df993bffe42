package dev.penstock.classifier.keyword;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.text.Normalizer;
import java.util.List;

/**
 * A compiled regular expression and what a text must contain for it to be worth a run: RE2/J takes
 * microseconds even to find nothing.
 */
final class RulePattern {
  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_SIZE = 1_000;

  private final Pattern pattern;
  private final List<Pieces.Wanted> needs;

  /** Compiles; refuses what RE2 cannot do, what matches everything, and what is too large. */
  static RulePattern compile(String regex) {
    try {
      return new RulePattern(Normalizer.normalize(regex, Normalizer.Form.NFC));
    } catch (PatternProblem e) {
      throw new IllegalArgumentException(
          "patterns: '%s' cannot be used: %s".formatted(shortened(regex), e.getMessage()), e);
    }
  }

  private RulePattern(String regex) {
    if (regex.length() > MAX_LENGTH) {
      throw PatternProblem.tooComplex(
          "it has %,d characters, more than %,d".formatted(regex.length(), MAX_LENGTH));
    }
    Needs read = PatternReader.read(regex);
    if (read.size() > MAX_SIZE) {
      throw PatternProblem.tooComplex(
          "its repeats multiply to %,d steps, more than %,d".formatted(read.size(), MAX_SIZE));
    }
    try {
      pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw PatternProblem.syntax(e.getDescription(), Math.max(0, regex.indexOf(e.getPattern())));
    }
    if (pattern.matcher("").find()) {
      throw PatternProblem.empty();
    }
    needs = read.known().stream().map(Pieces.Wanted::anyOf).toList();
  }

  /** Whether the pattern is found in the text, which {@code pieces} was made of. */
  boolean isFoundIn(String text, Pieces pieces) {
    for (Pieces.Wanted need : needs) {
      if (!pieces.mayContain(need)) {
        return false;
      }
    }
    return pieces.haveInOrder(needs) && pattern.matcher(text).find();
  }

  private static String shortened(String regex) {
    return regex.length() <= 60 ? regex : regex.substring(0, 57) + "...";
  }
}
