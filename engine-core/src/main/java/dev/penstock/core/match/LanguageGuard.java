package dev.penstock.core.match;

/**
 * Both must be in the same language, as far as it can be told. An answer in the wrong language is a
 * wrong answer.
 */
final class LanguageGuard implements Guard {
  @Override
  public String name() {
    return "language";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    String ours = Language.of(asked);
    String theirs = Language.of(stored);
    return ours != null && theirs != null && !ours.equals(theirs);
  }
}
