package dev.penstock.core.prune;

/** Something of a request that is kept or left out as a whole. */
final class Piece {
  /** What is rather kept, first to last; what comes last is left out first. */
  enum Rank {
    /** The question refers to it by number. */
    REFERRED,
    /** A turn before the question. */
    TURN,
    /** A document without a strategy, or the next sentence of it. */
    DOCUMENT,
    /** One of the latest orders. */
    ORDER,
    /** A sentence of an older turn. */
    EXTRACT,
    /** An entry of a knowledge base. */
    KNOWLEDGE
  }

  private final Rank rank;
  private final String text;
  private final long tokens;
  private final double worth;
  private boolean kept = true;

  /**
   * A piece that is kept so far.
   *
   * @param tokens what it takes, with what separates it from others
   * @param worth the larger, the rather it is kept among those of its rank
   */
  Piece(Rank rank, String text, long tokens, double worth) {
    this.rank = rank;
    this.text = text;
    this.tokens = tokens;
    this.worth = worth;
  }

  Rank rank() {
    return rank;
  }

  String text() {
    return text;
  }

  long tokens() {
    return tokens;
  }

  double worth() {
    return worth;
  }

  boolean isKept() {
    return kept;
  }

  void keep(boolean value) {
    kept = value;
  }
}
