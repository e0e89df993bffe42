package dev.penstock.core.match;

/** Names and products: both have one that the other has not. */
final class NamesGuard implements Guard {
  @Override
  public String name() {
    return "names";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    return hasOwnName(asked, stored) && hasOwnName(stored, asked);
  }

  private static boolean hasOwnName(Phrase one, Phrase other) {
    return one.names().stream().anyMatch(name -> !other.words().contains(name));
  }
}
