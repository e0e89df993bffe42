package dev.penstock.classifier.learned;

import dev.penstock.api.policy.Description;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the classifier {@code structure}: from how many of each on a question is clearly
 * one for {@code tier}. A count of 0 switches a signal off.
 *
 * @param tier the tier of such a question; null means the policy's hardest
 * @param orders different order numbers; null means 2
 * @param requests clauses that ask for something; null means 3
 * @param conditions words such as {@code if} and {@code unless}; null means 3
 * @param questions question marks; null means 3
 * @param conjunctions words that join clauses; null means 12
 * @param numbers numbers that are no order numbers; null means 12
 * @param lines lines with text; null means 20
 * @param words words; null means 250
 */
public record StructureSettings(
    @Description("Tier of a question whose structure is clearly difficult; the hardest if absent")
        @Nullable String tier,
    @Description("So many different order numbers are clear; 2 if absent, 0 for never")
        @Nullable Integer orders,
    @Description("So many requests are clear; 3 if absent, 0 for never") @Nullable Integer requests,
    @Description("So many conditions are clear; 3 if absent, 0 for never")
        @Nullable Integer conditions,
    @Description("So many question marks are clear; 3 if absent, 0 for never")
        @Nullable Integer questions,
    @Description("So many conjunctions are clear; 12 if absent, 0 for never")
        @Nullable Integer conjunctions,
    @Description("So many numbers are clear; 12 if absent, 0 for never") @Nullable Integer numbers,
    @Description("So many lines are clear; 20 if absent, 0 for never") @Nullable Integer lines,
    @Description("So many words are clear; 250 if absent, 0 for never") @Nullable Integer words) {

  private static final int MOST = 10_000;

  /** Fills in what is absent, and refuses counts out of range. */
  public StructureSettings {
    orders = checked("orders", orders, 2);
    requests = checked("requests", requests, 3);
    conditions = checked("conditions", conditions, 3);
    questions = checked("questions", questions, 3);
    conjunctions = checked("conjunctions", conjunctions, 12);
    numbers = checked("numbers", numbers, 12);
    lines = checked("lines", lines, 20);
    words = checked("words", words, 250);
    if (orders + requests + conditions + questions + conjunctions + numbers + lines + words == 0) {
      throw new IllegalArgumentException(
          "orders: every signal is switched off; leave the classifier out [CONFLICT]");
    }
  }

  /** All defaults. */
  static final StructureSettings USUAL =
      new StructureSettings(null, null, null, null, null, null, null, null, null);

  /** From how many on so much of a trait is clear; 0 means never. */
  int clearFrom(Trait trait) {
    Integer count =
        switch (trait) {
          case ORDERS -> orders;
          case REQUESTS -> requests;
          case CONDITIONS -> conditions;
          case QUESTIONS -> questions;
          case CONJUNCTIONS -> conjunctions;
          case NUMBERS -> numbers;
          case LINES -> lines;
          case WORDS -> words;
        };
    return count == null ? 0 : count;
  }

  private static int checked(String key, @Nullable Integer count, int usual) {
    if (count == null) {
      return usual;
    }
    if (count < 0 || count > MOST) {
      throw new IllegalArgumentException(
          "%s: must be from 0 to %,d, not %,d [RANGE]".formatted(key, MOST, count));
    }
    return count;
  }
}
