package dev.penstock.api.report;

import dev.penstock.api.money.Usd;

/**
 * The hits of one tier of a cache in one category of questions.
 *
 * @param tier how the answers were found
 * @param category the intent of the answered question, or its route if it had none
 * @param hits how many
 * @param saved what they had cost when they were answered
 */
public record CacheHits(Tier tier, String category, long hits, Usd saved) {
  /** How an answer was found. */
  public enum Tier {
    /** Under the same question. */
    EXACT,
    /** Under a similar one. */
    SEMANTIC
  }
}
