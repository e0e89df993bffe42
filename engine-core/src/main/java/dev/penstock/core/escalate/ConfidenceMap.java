package dev.penstock.core.escalate;

import java.util.List;

/**
 * A file that says how often answers of a score were right. Between two levels the share is taken
 * on the straight line, beyond the ends it is that of the end.
 *
 * @param version the version of its format
 * @param levels the levels, scores growing and shares not falling
 */
public record ConfidenceMap(int version, List<Level> levels) {
  /** The version of the format. */
  public static final int VERSION = 1;

  /**
   * Answers of about one score.
   *
   * @param score their mean score, 0 to 1
   * @param right the share of them that was right, 0 to 1
   * @param answers how many they were
   */
  public record Level(double score, double right, long answers) {
    /** Checks the components. */
    public Level {
      if (!(score >= 0 && score <= 1) || !(right >= 0 && right <= 1) || answers < 1) {
        throw new IllegalArgumentException(
            "a level must have score and right from 0 to 1 and at least one answer");
      }
    }
  }

  /** Checks and copies the components. */
  public ConfidenceMap {
    if (version != VERSION) {
      throw new IllegalArgumentException("version must be " + VERSION + ", not " + version);
    }
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels must have at least one level");
    }
    for (int i = 1; i < levels.size(); i++) {
      Level before = levels.get(i - 1);
      Level level = levels.get(i);
      if (!(level.score() > before.score()) || level.right() < before.right()) {
        throw new IllegalArgumentException(
            "levels must have growing scores, and shares that do not fall");
      }
    }
  }

  /** The share of right answers at a score. */
  public double right(double score) {
    Level below = levels.getFirst();
    for (Level level : levels) {
      if (score <= level.score()) {
        double width = level.score() - below.score();
        return width == 0 || score <= below.score()
            ? (score <= below.score() ? below.right() : level.right())
            : below.right() + (level.right() - below.right()) * (score - below.score()) / width;
      }
      below = level;
    }
    return below.right();
  }
}
