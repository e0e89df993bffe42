package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Likeness;
import dev.penstock.core.evaluate.RecallEval;
import dev.penstock.spi.ProviderException;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was learned from labelled questions decides which similar questions have an answer. */
class CalibratedRecallTest {
  private static final List<String> THINGS =
      List.of(
          "my password",
          "a gift card",
          "the invoice",
          "a broken lamp",
          "the newsletter",
          "my delivery address",
          "the warranty",
          "a double bed",
          "the garden hose",
          "my loyalty points");
  private static final List<String> WISHES =
      List.of("cancel", "change", "order", "complain about", "get a copy of");
  private static final List<String> WAYS =
      List.of(
          "How do I %s %s?",
          "How can I %s %s?",
          "I want to %s %s",
          "I would like to %s %s please",
          "Can you help me %s %s?",
          "Please tell me how to %s %s",
          "What must I do to %s %s?",
          "I need to %s %s",
          "Is it possible to %s %s?",
          "Where can I %s %s?");

  @TempDir private static Path folder;
  private static ScriptedServer server;
  private static Engine engine;

  @BeforeAll
  static void calibrate() throws IOException, ProviderException {
    server = ScriptedServer.openAi(exchange -> Reply.text(Desk.HELLO, Desk.USED));
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        version: 1
        providers:
          shop: {plugin: openai, base-url: "URL", api-key: loopback}
          local: {plugin: onnx, threads: 2}
        models:
          small: {provider: shop, tiers: [easy], context-window: 32k, price: {input: 1.00, output: 2.00}}
        tiers: [easy]
        embeddings: {provider: local, model: all-minilm-l6-v2-q, timeout: 10s}
        cache:
          plugin: lucene
          path: cache
          thresholds: thresholds.yaml
          max-false-hits: 5%
        deadlines: {request: 1m, cache: 10s}
        routes:
          - {name: all, models: small, rank: ordered, max-output: 100}
        """
            .replace("URL", server.baseUrl().toString()));
    Path questions = folder.resolve("questions.csv");
    Files.writeString(questions, labelled());
    new RecallEval(System.out)
        .run(
            "--pairs=" + questions,
            "--policy=" + policy,
            "--thresholds=" + folder.resolve("thresholds.yaml"));
    engine = Engine.builder().policy(policy).build();
  }

  private static String labelled() {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (String thing : THINGS) {
      for (String wish : WISHES) {
        for (String way : WAYS) {
          csv.append('"').append(way.formatted(wish, thing)).append("\",");
          csv.append(wish).append(' ').append(thing).append('\n');
        }
      }
    }
    return csv.toString();
  }

  @AfterAll
  static void close() {
    engine.close();
    server.close();
  }

  private static Answer ask(String tenant, String question) {
    return engine.route(ChatRequest.ofTenant(tenant, question));
  }

  @Test
  void answersTheSameInOtherWords() {
    assertThat(ask("other-words", "How do I return a coat?").cache()).isEqualTo(CacheState.MISS);
    Answer second = ask("other-words", "How can I return a coat?");
    assertThat(second.cache()).isEqualTo(CacheState.HIT_SEMANTIC);
    assertThat(second.text()).isEqualTo(Desk.HELLO);
    assertThat(likeness(second).threshold()).isNotNull();
  }

  @Test
  void asksAgainForAnotherNumber() {
    ask("numbers", "How do I return order 4711?");
    Answer second = ask("numbers", "How can I return order 4712?");
    assertThat(second.cache()).isEqualTo(CacheState.MISS);
    assertThat(likeness(second).refusals()).containsExactly("numbers: 1");
  }

  @Test
  void asksAgainForAnotherWish() {
    ask("wishes", "How do I return a coat?");
    assertThat(ask("wishes", "Which coats are waterproof?").cache()).isEqualTo(CacheState.MISS);
  }

  @Test
  void asksAgainForAnotherTenant() {
    ask("one-tenant", "How do I return a coat?");
    assertThat(ask("other-tenant", "How can I return a coat?").cache()).isEqualTo(CacheState.MISS);
  }

  private static Likeness likeness(Answer answer) {
    Likeness likeness = answer.explanation().cache().likeness();
    assertThat(likeness).isNotNull();
    return likeness;
  }
}
