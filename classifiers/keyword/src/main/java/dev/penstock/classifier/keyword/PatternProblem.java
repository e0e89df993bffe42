package dev.penstock.classifier.keyword;

/** A mistake in a regular expression, and where it is. */
final class PatternProblem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private PatternProblem(String message) {
    super(message);
  }

  static PatternProblem syntax(String what, int index) {
    return new PatternProblem("%s at character %d [REGEX_SYNTAX]".formatted(what, index + 1));
  }

  static PatternProblem unsupported(String what, int index) {
    return new PatternProblem(
        "%s at character %d, which takes more than linear time [REGEX_UNSUPPORTED]"
            .formatted(what, index + 1));
  }

  static PatternProblem empty() {
    return new PatternProblem("it matches the empty text, so every question [REGEX_EMPTY]");
  }

  static PatternProblem tooComplex(String what) {
    return new PatternProblem(what + " [REGEX_TOO_COMPLEX]");
  }
}
