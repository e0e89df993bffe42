package dev.penstock.provider.onnx;

/**
 * A part of a text that the model takes at once.
 *
 * @param ids its tokens, and the two that the model wants around them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(long[] ids) {
  private static final int AROUND = 2;

  /** How many tokens of the text it has. */
  int tokens() {
    return ids.length - AROUND;
  }
}
