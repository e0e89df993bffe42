package dev.penstock.classifier.learned;

import dev.penstock.api.policy.Description;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A head: what was learned, as its file says it.
 *
 * @param version of the file's format; 1
 * @param lessons how many questions it was learned from
 * @param heldOutError the mean squared error on lessons that were held out
 * @param plainError that of saying the same of every question
 * @param intercept the log-odds of a question whose measures are all average
 * @param measures the measures of structure and their weights
 * @param vector the weights of a question's vector, or null if it does not count
 */
public record HeadFile(
    @Description("Version of the format; 1") int version,
    @Description("How many questions it was learned from") int lessons,
    @Description("Mean squared error on lessons held out") double heldOutError,
    @Description("That of saying the same of every question") double plainError,
    @Description("Log-odds of an average question") double intercept,
    @Description("Measures of structure and their weights") List<Weighed> measures,
    @Description("Weights of the question's vector") @Nullable VectorWeights vector) {

  static final int VERSION = 1;

  /**
   * A measure of structure.
   *
   * @param name its name, such as {@code words}
   * @param mean what it was on average
   * @param scale its standard deviation
   * @param weight how much a standard deviation adds to the log-odds
   */
  public record Weighed(
      @Description("Name of the measure") String name,
      @Description("What it was on average") double mean,
      @Description("Its standard deviation") double scale,
      @Description("What a standard deviation adds to the log-odds") double weight) {

    /** Refuses a measure that nobody takes, and a scale that is not above 0. */
    public Weighed {
      if (Measure.named(name).isEmpty()) {
        throw new IllegalArgumentException(
            "name: there is no measure '%s'; the head was made by another version, learn it anew [UNKNOWN_REFERENCE]"
                .formatted(name));
      }
      if (!(scale > 0)) {
        throw new IllegalArgumentException("scale: must be more than 0, not " + scale + " [RANGE]");
      }
    }
  }

  /**
   * Weights of a vector in length 1.
   *
   * @param model who made the vectors it was learned with, such as {@code onnx/all-minilm-l6-v2-q};
   *     those of no other model can be weighed
   * @param weights what each number of the vector adds to the log-odds
   */
  public record VectorWeights(
      @Description("Who made the vectors: PROVIDER/MODEL") String model,
      @Description("What each number of the vector adds to the log-odds") List<Double> weights) {

    static final int MOST = 4_096;

    /** Refuses a blank model, and no weights or too many. */
    public VectorWeights {
      weights = List.copyOf(weights);
      if (model.isBlank()) {
        throw new IllegalArgumentException("model: must not be blank [EMPTY]");
      }
      if (weights.isEmpty() || weights.size() > MOST) {
        throw new IllegalArgumentException(
            "weights: there must be 1 to %,d, not %,d [RANGE]".formatted(MOST, weights.size()));
      }
    }
  }

  /** Refuses another version, and a measure that is named twice. */
  public HeadFile {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version: this is version %d of the format, known is %d; learn the head anew [VERSION]"
              .formatted(version, VERSION));
    }
    if (lessons < 1) {
      throw new IllegalArgumentException("lessons: must be at least 1 [RANGE]");
    }
    measures = List.copyOf(measures);
    Set<String> names = new HashSet<>();
    for (Weighed measure : measures) {
      if (!names.add(measure.name())) {
        throw new IllegalArgumentException(
            "measures: '" + measure.name() + "' is named twice [DUPLICATE]");
      }
    }
  }
}
