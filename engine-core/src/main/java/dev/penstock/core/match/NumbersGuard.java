package dev.penstock.core.match;

/** Numbers, amounts, dates and ids must be the same, equally often. */
final class NumbersGuard implements Guard {
  @Override
  public String name() {
    return "numbers";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    return !asked.numbers().equals(stored.numbers());
  }
}
