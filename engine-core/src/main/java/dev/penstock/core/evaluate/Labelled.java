package dev.penstock.core.evaluate;

/**
 * A question whose right answer is known. Two questions have the same answer if label and slots are
 * the same.
 *
 * @param text the question
 * @param label what it is about
 * @param slots the order number or the like that the answer depends on; empty for none
 */
public record Labelled(String text, String label, String slots) {
  /** What tells its answer from others. */
  String answer() {
    return label + "|" + slots;
  }
}
