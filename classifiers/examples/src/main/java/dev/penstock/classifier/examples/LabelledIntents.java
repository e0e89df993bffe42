package dev.penstock.classifier.examples;

import dev.penstock.api.policy.Description;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of a file of labelled utterances.
 *
 * @param intents what customers want, each with utterances
 */
public record LabelledIntents(
    @Description("Intents with their tiers and utterances") List<LabelledIntent> intents) {

  static final int MAX_INTENTS = 1_000;
  static final int MAX_UTTERANCES = 20_000;

  /** Refuses none, too many, an intent that stands twice, and an utterance of two intents. */
  public LabelledIntents {
    intents = List.copyOf(intents);
    if (intents.isEmpty()) {
      throw new IllegalArgumentException("intents: there must be at least one intent [EMPTY]");
    }
    if (intents.size() > MAX_INTENTS) {
      throw new IllegalArgumentException(
          "intents: %,d intents are too many; at most %,d [TOO_MANY]"
              .formatted(intents.size(), MAX_INTENTS));
    }
    long utterances = intents.stream().mapToLong(each -> each.utterances().size()).sum();
    if (utterances > MAX_UTTERANCES) {
      throw new IllegalArgumentException(
          "intents: %,d utterances are too many; at most %,d in all [TOO_MANY]"
              .formatted(utterances, MAX_UTTERANCES));
    }
    refuseDuplicates(intents);
  }

  private static void refuseDuplicates(List<LabelledIntent> intents) {
    Set<String> names = new HashSet<>();
    Map<String, String> owners = new HashMap<>();
    for (LabelledIntent each : intents) {
      if (!names.add(each.intent())) {
        throw new IllegalArgumentException(
            "intents: the intent '%s' stands twice; put its utterances together [DUPLICATE]"
                .formatted(each.intent()));
      }
      for (String utterance : each.utterances()) {
        String other = owners.putIfAbsent(LabelledIntent.folded(utterance), each.intent());
        if (other != null) {
          throw new IllegalArgumentException(
              "intents: the utterance '%s' stands under '%s' and '%s'; leave it to one [DUPLICATE]"
                  .formatted(shortened(utterance), other, each.intent()));
        }
      }
    }
  }

  private static String shortened(String utterance) {
    return utterance.codePointCount(0, utterance.length()) <= 80
        ? utterance
        : utterance.substring(0, utterance.offsetByCodePoints(0, 79)) + "…";
  }
}
