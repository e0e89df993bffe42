package dev.penstock.core.match;

/**
 * A question whose right answer is known, and what was found for it.
 *
 * @param match what was found
 * @param right whether that was the right answer
 * @param cluster what the question is about; questions of one cluster err together
 */
public record Sample(Match match, boolean right, String cluster) {}
