package dev.penstock.core.match;

/**
 * Refuses to give one question the answer of another. A guard looks for one thing that nearness in
 * meaning does not see; that it finds nothing says nothing.
 */
interface Guard {
  /** What the explanation calls it. */
  String name();

  boolean refuses(Phrase asked, Phrase stored);
}
