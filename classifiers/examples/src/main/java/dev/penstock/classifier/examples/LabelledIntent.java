package dev.penstock.classifier.examples;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.OneOrMany;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What customers say when they want one thing.
 *
 * @param intent its name, in policies and explanations
 * @param tier how hard it is to answer
 * @param utterances examples of what they say; one that stands twice counts once
 */
public record LabelledIntent(
    @Description("Name of the intent; unique") String intent,
    @Description("Tier of its questions") String tier,
    @OneOrMany @Description("What customers say when they mean it") List<String> utterances) {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_UTTERANCE = 2_000;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Refuses odd names, no utterances, and empty or very long ones. */
  public LabelledIntent {
    intent = intent.strip();
    if (intent.isEmpty() || intent.length() > LONGEST_NAME || CONTROL.matcher(intent).find()) {
      throw new IllegalArgumentException(
          "intent: must be 1 to %d characters in one line [FORMAT]".formatted(LONGEST_NAME));
    }
    if (tier.isBlank()) {
      throw new IllegalArgumentException(
          "tier: intent '%s' needs one of the policy's tiers [EMPTY]".formatted(intent));
    }
    Map<String, String> once = new LinkedHashMap<>();
    for (String utterance : utterances) {
      String text = utterance.strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException(
            "utterances: intent '%s' has an empty one [EMPTY]".formatted(intent));
      }
      if (text.length() > LONGEST_UTTERANCE) {
        throw new IllegalArgumentException(
            "utterances: intent '%s' has one of %,d characters; at most %,d [TOO_LONG]"
                .formatted(intent, text.length(), LONGEST_UTTERANCE));
      }
      once.putIfAbsent(folded(text), text);
    }
    if (once.isEmpty()) {
      throw new IllegalArgumentException(
          "utterances: intent '%s' needs at least one [EMPTY]".formatted(intent));
    }
    utterances = List.copyOf(new ArrayList<>(once.values()));
  }

  /** By what utterances are the same: case and white space make no difference. */
  static String folded(String utterance) {
    return SPACE.matcher(utterance.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }
}
