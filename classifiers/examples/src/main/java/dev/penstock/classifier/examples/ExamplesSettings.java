package dev.penstock.classifier.examples;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.Share;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the classifier {@code examples}.
 *
 * @param file the labelled utterances: YAML with the key {@code intents}, or CSV with the columns
 *     text, intent and tier if its name ends with {@code .csv}
 * @param neighbours how many of the nearest utterances are asked; null means {@link
 *     #DEFAULT_NEIGHBOURS}
 * @param minSimilarity the cosine to the nearest utterance below which it abstains; null means
 *     {@link #DEFAULT_MIN_SIMILARITY}
 * @param path a folder that keeps the vectors over restarts, or null
 */
public record ExamplesSettings(
    @Description("Labelled utterances in YAML or CSV, relative to the policy file") Path file,
    @Description("How many of the nearest utterances are asked; 20 if absent")
        @Nullable Integer neighbours,
    @Description("Similarity to the nearest utterance below which it abstains; 40% if absent")
        @Nullable Share minSimilarity,
    @Description("Folder that keeps the utterances' vectors over restarts") @Nullable Path path) {

  /** The nearest utterances asked if the policy does not say. */
  public static final int DEFAULT_NEIGHBOURS = 20;

  /** The least similarity if the policy does not say. */
  public static final Share DEFAULT_MIN_SIMILARITY = Share.ofPercent(40);

  private static final int MOST_NEIGHBOURS = 100;

  /** Refuses what is out of range. */
  public ExamplesSettings {
    neighbours = neighbours == null ? DEFAULT_NEIGHBOURS : neighbours;
    minSimilarity = minSimilarity == null ? DEFAULT_MIN_SIMILARITY : minSimilarity;
    if (file.toString().isBlank()) {
      throw new IllegalArgumentException("file: must not be empty [EMPTY]");
    }
    if (neighbours < 1 || neighbours > MOST_NEIGHBOURS) {
      throw new IllegalArgumentException(
          "neighbours: must be from 1 to %d [RANGE]".formatted(MOST_NEIGHBOURS));
    }
    if (path != null && path.toString().isBlank()) {
      throw new IllegalArgumentException("path: must not be empty [EMPTY]");
    }
  }

  @Override
  public Integer neighbours() {
    return neighbours == null ? DEFAULT_NEIGHBOURS : neighbours;
  }

  @Override
  public Share minSimilarity() {
    return minSimilarity == null ? DEFAULT_MIN_SIMILARITY : minSimilarity;
  }
}
