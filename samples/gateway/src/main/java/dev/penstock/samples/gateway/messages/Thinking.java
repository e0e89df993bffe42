package dev.penstock.samples.gateway.messages;

import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a client lets the model think. The engine knows efforts; a budget is the effort that
 * takes about its share of the output.
 *
 * @param type enabled, disabled or adaptive
 * @param budget the tokens, if it is enabled
 */
record Thinking(String type, @Nullable Long budget) {
  static Thinking read(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    in.fields(
        (name, field) -> {
          switch (name) {
            case "type" -> texts.put(name, in.text());
            case "budget_tokens" ->
                numbers.put(name, in.wholeNumber("invalid_thinking", 1, Integer.MAX_VALUE));
            default -> throw in.unknown();
          }
        });
    @Nullable Long budget = numbers.get("budget_tokens");
    return switch (texts.get("type")) {
      case "enabled" -> {
        if (budget == null) {
          throw HttpError.field("invalid_thinking", at, at + " needs budget_tokens");
        }
        yield new Thinking("enabled", budget);
      }
      case String type when (type.equals("disabled") || type.equals("adaptive")) -> {
        if (budget != null) {
          throw HttpError.field(
              "invalid_thinking", at, at + ".budget_tokens belongs to the type enabled");
        }
        yield new Thinking(type, null);
      }
      case null, default ->
          throw HttpError.field(
              "invalid_thinking", at, at + ".type must be enabled, disabled or adaptive");
    };
  }

  /** The effort within an output of so many tokens. */
  ReasoningEffort effort(long output) {
    if (budget == null) {
      return type.equals("disabled") ? ReasoningEffort.NONE : ReasoningEffort.HIGH;
    }
    if (budget >= output) {
      throw HttpError.field(
          "invalid_thinking",
          "thinking.budget_tokens",
          "thinking.budget_tokens must be less than max_tokens");
    }
    long percent = budget * 100 / output;
    if (percent <= 15) {
      return ReasoningEffort.MINIMAL;
    }
    if (percent <= 35) {
      return ReasoningEffort.LOW;
    }
    if (percent <= 65) {
      return ReasoningEffort.MEDIUM;
    }
    if (percent <= 85) {
      return ReasoningEffort.HIGH;
    }
    return percent <= 92 ? ReasoningEffort.XHIGH : ReasoningEffort.MAX;
  }
}
