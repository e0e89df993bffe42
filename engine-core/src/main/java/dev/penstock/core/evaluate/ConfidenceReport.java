package dev.penstock.core.evaluate;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a calibration of confidence is worth.
 *
 * @param verdicts how many answers were judged
 * @param good how many of them were right
 * @param ranked in what share of pairs a good answer is above a bad one
 * @param squaredError of the score as the engine computes it
 * @param squaredErrorCalibrated of the calibrated one, on verdicts not learned from; null if there
 *     are too few
 */
public record ConfidenceReport(
    int verdicts,
    long good,
    double ranked,
    double squaredError,
    @Nullable Double squaredErrorCalibrated) {
  String text() {
    return String.format(
        Locale.ROOT,
        """
        %d verdicts, %d good; ranks a good answer above a bad one in %.1f %% of pairs
        squared error %.4f as computed, %s calibrated (on verdicts not learned from)
        """,
        verdicts,
        good,
        100 * ranked,
        squaredError,
        squaredErrorCalibrated == null
            ? "unknown"
            : String.format(Locale.ROOT, "%.4f", squaredErrorCalibrated));
  }
}
