package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.api.policy.Share;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelledIntentsTest {
  private static final LabelledIntent TRACK =
      new LabelledIntent("track", "simple", List.of("where is it"));

  @Test
  void takesAnUtteranceThatStandsTwiceOnce() {
    assertThat(
            new LabelledIntent("track", "simple", List.of(" where  is it", "Where is it", "when"))
                .utterances())
        .containsExactly("where  is it", "when");
  }

  @Test
  void refusesAnUtteranceOfTwoIntents() {
    refused(
        "intents: the utterance 'WHERE is  it' stands under 'track' and 'other'; leave it to one"
            + " [DUPLICATE]",
        () ->
            new LabelledIntents(
                List.of(TRACK, new LabelledIntent("other", "complex", List.of("WHERE is  it")))));
  }

  @Test
  void refusesAnIntentThatStandsTwice() {
    refused(
        "intents: the intent 'track' stands twice; put its utterances together [DUPLICATE]",
        () ->
            new LabelledIntents(
                List.of(TRACK, new LabelledIntent("track", "simple", List.of("when")))));
  }

  @Test
  void refusesNoIntentsAndTooMany() {
    refused(
        "intents: there must be at least one intent [EMPTY]", () -> new LabelledIntents(List.of()));
    List<LabelledIntent> many =
        IntStream.range(0, 1_001)
            .mapToObj(i -> new LabelledIntent("i" + i, "simple", List.of("text " + i)))
            .toList();
    refused(
        "intents: 1,001 intents are too many; at most 1,000 [TOO_MANY]",
        () -> new LabelledIntents(many));
  }

  @Test
  void refusesTooManyUtterances() {
    List<LabelledIntent> many =
        IntStream.range(0, 3)
            .mapToObj(i -> new LabelledIntent("i" + i, "simple", texts(i, 7_000)))
            .toList();
    refused(
        "intents: 21,000 utterances are too many; at most 20,000 in all [TOO_MANY]",
        () -> new LabelledIntents(many));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines"})
  void refusesAnOddName(String name) {
    refused(
        "intent: must be 1 to 100 characters in one line [FORMAT]",
        () -> new LabelledIntent(name, "simple", List.of("x")));
  }

  @Test
  void refusesNoAndEmptyAndVeryLongUtterances() {
    refused(
        "utterances: intent 'track' needs at least one [EMPTY]",
        () -> new LabelledIntent("track", "simple", List.of()));
    refused(
        "utterances: intent 'track' has an empty one [EMPTY]",
        () -> new LabelledIntent("track", "simple", List.of("x", " ")));
    refused(
        "utterances: intent 'track' has one of 2,001 characters; at most 2,000 [TOO_LONG]",
        () -> new LabelledIntent("track", "simple", List.of("x".repeat(2_001))));
    refused(
        "tier: intent 'track' needs one of the policy's tiers [EMPTY]",
        () -> new LabelledIntent("track", " ", List.of("x")));
  }

  @Test
  void refusesSettingsOutOfRange() {
    Path file = Path.of("intents.yaml");
    assertThat(new ExamplesSettings(file, null, null, null).neighbours()).isEqualTo(20);
    assertThat(new ExamplesSettings(file, null, null, null).minSimilarity())
        .isEqualTo(Share.ofPercent(40));
    refused(
        "neighbours: must be from 1 to 100 [RANGE]",
        () -> new ExamplesSettings(file, 0, null, null));
    refused(
        "neighbours: must be from 1 to 100 [RANGE]",
        () -> new ExamplesSettings(file, 101, null, null));
    refused(
        "file: must not be empty [EMPTY]",
        () -> new ExamplesSettings(Path.of(""), null, null, null));
    refused(
        "path: must not be empty [EMPTY]",
        () -> new ExamplesSettings(file, null, null, Path.of("")));
  }

  private static List<String> texts(int intent, int count) {
    return IntStream.range(0, count).mapToObj(i -> "text " + i + " of " + intent).toList();
  }

  private static void refused(String message, ThrowingCallable creation) {
    assertThatIllegalArgumentException().isThrownBy(creation).withMessage("%s", message);
  }
}
