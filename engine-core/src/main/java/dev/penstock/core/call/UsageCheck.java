package dev.penstock.core.call;

import dev.penstock.api.money.Usage;
import dev.penstock.core.model.Model;
import dev.penstock.core.select.Choice;
import dev.penstock.core.tokens.InputSize;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.spi.ReportedUsage;
import org.jspecify.annotations.Nullable;

/** Decides which usage is posted: what was reported, or an estimate where that cannot be so. */
final class UsageCheck {
  private final TokenCounter counter;

  UsageCheck(TokenCounter counter) {
    this.counter = counter;
  }

  /** Whether tokens can be so many; more than the window holds cannot be. */
  static boolean isPlausible(Usage usage, Model model) {
    long window = model.spec().contextWindow();
    return usage.input() <= window && usage.output() <= window;
  }

  /** The usage of a complete answer: as reported, or estimated from its texts. */
  Usage ofAnswer(
      @Nullable ReportedUsage reported, Choice choice, InputSize input, String outputText) {
    return reported != null && isPlausible(reported.usage(), choice.model())
        ? reported.usage()
        : estimate(choice, input, outputText);
  }

  /** What a call took at least that was sent and broke off after some output. */
  Usage estimate(Choice choice, InputSize input, String outputText) {
    return Usage.estimate(input.count(), Math.min(choice.maxOutput(), counter.count(outputText)));
  }
}
