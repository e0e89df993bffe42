package dev.penstock.core.evaluate;

/**
 * An answer's score, and whether it was right.
 *
 * @param score 0 to 1, as it was before calibration
 */
record JudgedScore(double score, boolean right) {}
