package dev.penstock.core.call;

import dev.penstock.api.money.Usage;
import dev.penstock.core.model.Model;
import dev.penstock.core.select.Choice;
import dev.penstock.core.tokens.Calibration;
import dev.penstock.core.tokens.CalibrationSampler;
import dev.penstock.core.tokens.InputSize;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.ServiceTier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides which usage is posted: what was reported, or an estimate where that cannot be so. It
 * holds every report against the bound that the hold rested on, and lets the models' calibrations
 * learn.
 */
final class UsageCheck {
  /** No count of tokens is larger; sums of a few of them cannot overflow. */
  private static final long MOST = 1L << 53;

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TokenCounter counter;
  private final CalibrationSampler sampler;

  UsageCheck(TokenCounter counter) {
    this(counter, new CalibrationSampler(counter));
  }

  UsageCheck(TokenCounter counter, CalibrationSampler sampler) {
    this.counter = counter;
    this.sampler = sampler;
  }

  /** The usage of an answer, or of as much of it as came. */
  CheckedUsage ofAnswer(
      @Nullable ReportedUsage reported, Choice choice, InputSize input, String outputText) {
    return switch (reported) {
      case null -> estimated(choice, input, outputText, null, true);
      case ReportedUsage.Nonsense nonsense ->
          estimated(choice, input, outputText, "reported a usage that is none", false);
      case ReportedUsage.Counts counts ->
          isPlausible(counts.usage(), choice.model())
              ? reported(counts, choice, input)
              : estimated(
                  choice, input, outputText, "reported more tokens than the window holds", false);
    };
  }

  /**
   * The most that an answer is likely to be billed for whose provider was still at it when it was
   * told to stop: it is ahead of what has come, by an unknown part of a whole answer and by what it
   * writes in a second of a stream, the longest that the end of a call may take to reach it.
   */
  CheckedUsage ofBrokenOff(Choice choice, InputSize input, String outputText, boolean inPieces) {
    Calibration calibration = choice.model().calibration();
    long came = calibration.estimate(counter.count(outputText));
    Long ahead = inPieces ? choice.model().pace().tokensIn(SECOND) : null;
    long output = ahead == null ? choice.maxOutput() : came + ahead;
    return new CheckedUsage(
        Usage.estimate(input.boundFor(calibration), Math.min(choice.maxOutput(), output)),
        ServiceTier.STANDARD,
        null,
        true);
  }

  private CheckedUsage estimated(
      Choice choice,
      InputSize input,
      String outputText,
      @Nullable String anomaly,
      boolean missing) {
    Calibration calibration = choice.model().calibration();
    long output = calibration.estimate(counter.count(outputText));
    return new CheckedUsage(
        Usage.estimate(input.estimateFor(calibration), Math.min(choice.maxOutput(), output)),
        ServiceTier.STANDARD,
        anomaly,
        missing);
  }

  /** Counts of simulated models are made up, so nothing is learned from them. */
  private CheckedUsage reported(ReportedUsage.Counts counts, Choice choice, InputSize input) {
    Usage usage = counts.usage();
    String anomaly = null;
    if (!choice.model().simulated()) {
      Calibration calibration = choice.model().calibration();
      if (calibration.breaksBound(input.bound(), usage.input())) {
        anomaly = "reported more input tokens than can be; holds for it are larger from now on";
      } else if (usage.output() > choice.maxOutput()) {
        anomaly = "reported more output tokens than it was allowed";
      }
      sampler.learn(calibration, input, usage.input());
    }
    return new CheckedUsage(usage, counts.tier(), anomaly, false);
  }

  private static boolean isPlausible(Usage usage, Model model) {
    long window = model.spec().contextWindow();
    long most = Math.min(window, MOST);
    return usage.uncachedInput() <= most
        && usage.cacheRead() <= most
        && usage.cacheWrite5m() <= most
        && usage.cacheWriteOther() <= most
        && usage.input() <= most
        && usage.output() <= most;
  }
}
