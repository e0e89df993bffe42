package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Part;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.explain.PrunedPart;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.DocumentRule;
import dev.penstock.api.policy.PruneSpec;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.NoSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PruneTest {
  private final TestEngine test = new TestEngine();
  private final Engine engine =
      test.engine(
          p ->
              p.cache(new CacheSpec("fake", null, new NoSettings()))
                  .prune(
                      PruneSpec.NOTHING
                          .withTurns(1, 0)
                          .withDocuments("orders", DocumentRule.orders(1)))
                  .route(TestEngine.cheapest()),
          new FakeCache());

  @AfterEach
  void close() {
    engine.close();
  }

  private static ChatRequest.Builder asked(String firstTurn) {
    return ChatRequest.builder()
        .system("Be brief.")
        .user(firstTurn)
        .assistant("I see.")
        .user("Hello again.")
        .assistant("Hello.")
        .document("orders", "[{\"id\": \"A1\"}, {\"id\": \"A2\"}]")
        .user("simple question about my coat")
        .metadata(Metadata.builder().tenant("shop").build());
  }

  @Test
  void onlyWhatGoesUpstreamIsPruned() {
    ChatRequest whole = asked("word ".repeat(30_000)).build();
    assertThat(engine.route(whole).route().model()).isEqualTo("small");
    ChatRequest sent = test.cheap.calls().getFirst().request();
    assertThat(sent.messages())
        .containsExactly(
            Message.system("Be brief."),
            Message.system("Context:\norders: A2\n1 more order left out"),
            Message.user("Hello again."),
            Message.assistant("Hello."),
            Message.user("simple question about my coat"));
  }

  @Test
  void theCacheSeesTheWholeRequest() {
    engine.route(asked("One thing.").build());
    assertThat(engine.route(asked("Another thing.").build()).cache()).isEqualTo(CacheState.MISS);
    assertThat(engine.route(asked("One thing.").build()).cache()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(test.cheap.calls()).hasSize(2);
  }

  @Test
  void theExplanationSaysWhatWasLeftOut() {
    Explanation explanation = engine.explain(asked("One thing about Jane.").build());
    assertThat(explanation.pruned()).isNotNull();
    assertThat(explanation.pruned().parts())
        .contains(new PrunedPart("turns", 1, 1, "older than those that stay"));
    assertThat(explanation.pruned().tokensAfter()).isLessThan(explanation.pruned().tokensBefore());
    assertThat(explanation.estimate().inputTokens()).isEqualTo(explanation.pruned().tokensAfter());
    assertThat(explanation.toText())
        .contains("pruned ", "turns: 1 kept, 1 not")
        .doesNotContain("Jane");
    assertThat(explanation.toJson())
        .contains("\"pruned\":{\"tokens-before\":")
        .doesNotContain("Jane");
  }

  @Test
  void anAnswerSaysItTooAndARequestWithNothingToPruneDoesNot() {
    assertThat(engine.route(asked("One thing.").build()).explanation().pruned()).isNotNull();
    assertThat(engine.route(ChatRequest.of("simple question")).explanation().pruned()).isNull();
  }

  @Test
  void imagesThatAreLeftOutNeedNoVision() {
    Message.User image = new Message.User(List.of(new Part.ImageData("image/png", "AAAA")));
    ChatRequest whole =
        ChatRequest.builder()
            .message(image)
            .assistant("I see.")
            .user("Well.")
            .assistant("Well.")
            .user("simple question")
            .build();
    test.cheap.abilities(Set.of());
    test.dear.abilities(Set.of());
    assertThat(engine.route(whole).text()).isEqualTo("hello");
  }
}
