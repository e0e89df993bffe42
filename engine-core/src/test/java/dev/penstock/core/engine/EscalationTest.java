package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Confidence;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.Escalation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.explain.Signal;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetAction;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.EscalateRule;
import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.EscalateWhen;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.api.policy.When;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.Classification;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationTest {
  private static final String SAY = "A colleague takes over and writes to you.";

  private final TestEngine test = new TestEngine();
  private final FakeCache cache = new FakeCache();

  private Engine engine(EscalateSpec spec) {
    return test.engine(p -> p.route(TestEngine.cheapest()).escalate(spec));
  }

  private Engine caching(EscalateSpec spec) {
    return test.engine(
        p ->
            p.route(TestEngine.cheapest())
                .cache(new CacheSpec("fake", null, new NoSettings()))
                .escalate(spec),
        cache);
  }

  private static EscalateRule rule(String id, EscalateWhen.Builder when) {
    return EscalateRule.of(id, when.build());
  }

  private static EscalateWhen.Builder when() {
    return EscalateWhen.builder();
  }

  private static ChatRequest inSession(String question) {
    return ChatRequest.builder()
        .user(question)
        .metadata(Metadata.builder().tenant("shop").session("s1").build())
        .build();
  }

  @Test
  void givesTheCaseOfTheArticleToAPerson() {
    test.dear.does(
        call -> FakeProvider.answer("A refund over $100 needs approval by our manager."));
    FakeClassifier classifier =
        new FakeClassifier(
            "wrong-item",
            input ->
                input.question().contains("but received")
                    ? new Classification("complex", "wrong-item", 0.9, List.of())
                    : Classification.NONE);
    ChatRequest request =
        ChatRequest.builder()
            .id("q-2026-001")
            .user(
                "I ordered a blue jacket last week but received a red one. Order #JKT-78945. Can"
                    + " you fix this?")
            .document(
                "order",
                "{\"order_id\":\"JKT-78945\",\"expected\":\"Blue\",\"received\":\"Red\","
                    + "\"status\":\"delivered\",\"ordered_date\":\"2026-01-10\"}")
            .metadata(
                Metadata.builder()
                    .tenant("shop")
                    .user("cust-12345")
                    .priority(Priority.HIGH)
                    .build())
            .build();
    EscalateRule words =
        rule("money", when().answerSays("manager", "supervisor", "legal", "refund over"));
    try (Engine engine =
        test.engine(
            p ->
                p.classifier("wrong-item", new NoSettings())
                    .route(
                        RouteSpec.of("hard", When.tier("complex"), List.of("large"), Rank.ORDERED))
                    .route(TestEngine.cheapest())
                    .escalate(EscalateSpec.of("tier-2", words)),
            classifier)) {
      Answer answer = engine.route(request);
      assertThat(answer.route().tier()).isEqualTo("complex");
      assertThat(answer.route().model()).isEqualTo("large");
      assertThat(answer.text()).startsWith("A refund over $100");
      assertThat(answer.escalation())
          .isEqualTo(
              new Escalation(
                  "money",
                  "the answer says refund over",
                  "tier-2",
                  Priority.HIGH,
                  """
                  Question: I ordered a blue jacket last week but received a red one. Order #JKT-78945. Can you fix this?
                  About: intent wrong-item, tier complex, high priority
                  Named: #JKT-78945
                  Given: order
                  Answer: large: A refund over $100 needs approval by our manager.\
                  """));
      assertThat(answer.confidence().grounds())
          .extracting(Signal::id)
          .containsExactly("wrong-item", "unknown-amounts");
      assertThat(answer.confidence().value()).isBetween(0.3, 0.9);
      assertThat(test.events.of(EngineEvent.Escalated.class))
          .containsExactly(new EngineEvent.Escalated("q-2026-001", "shop", answer.escalation()));
    }
  }

  @Test
  void answersAndEscalatesOneWhoAsksForAPerson() {
    try (Engine engine = engine(EscalateSpec.of("tier-2"))) {
      Answer answer = engine.route(ChatRequest.of("simple: let me talk to a human"));
      assertThat(answer.text()).isEqualTo("hello");
      assertThat(answer.escalation().rule()).isEqualTo("asks-for-person");
      assertThat(answer.escalation().reason()).isEqualTo("the customer asks for a person");
      assertThat(answer.explanation().escalation().answered()).isTrue();
      assertThat(answer.explanation().outcome()).isEqualTo(Explanation.Outcome.CALL);
      assertThat(engine.route(ChatRequest.of("simple question")).escalation()).isNull();
    }
    try (Engine engine =
        engine(
            EscalateSpec.of("q", rule("legal", when().questionSays("legal")))
                .withAsksForPerson(false))) {
      assertThat(engine.route(ChatRequest.of("let me talk to a human")).escalation()).isNull();
    }
  }

  @Test
  void spendsNothingIfNoModelIsToAnswer() {
    EscalateRule legal = rule("legal", when().questionSays("lawyer")).withoutAnswer(null);
    try (Engine engine = engine(EscalateSpec.saying("tier-2", SAY, legal.withQueue("legal")))) {
      Answer answer = engine.route(ChatRequest.of("complex: my lawyer will write to you"));
      assertThat(answer.text()).isEqualTo(SAY);
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.route())
          .extracting("provider", "model", "tier", "simulated")
          .containsExactly("person", "legal", "", false);
      assertThat(answer.attempts()).isEmpty();
      assertThat(answer.cost()).isEqualTo(Usd.ZERO);
      assertThat(answer.cache()).isEqualTo(CacheState.OFF);
      assertThat(answer.escalation())
          .extracting("rule", "reason", "queue", "priority")
          .containsExactly("legal", "the question says lawyer", "legal", Priority.HIGH);
      assertThat(answer.explanation().outcome()).isEqualTo(Explanation.Outcome.HAND_OVER);
      assertThat(test.cheap.calls()).isEmpty();
      assertThat(test.dear.calls()).isEmpty();
      Report report = engine.report(ReportQuery.ALL);
      assertThat(report.queries()).isZero();
      assertThat(report.handedOver()).isEqualTo(1);
      assertThat(report.escalated()).isEqualTo(1);
      assertThat(report.cost()).isEqualTo(Usd.ZERO);
      assertThat(report.byModel())
          .extracting("key", "queries", "escalated")
          .containsExactly(tuple("legal", 0L, 1L));
      assertThat(report.toJson()).contains("\"handed-over\":1");
    }
  }

  @Test
  void decidesByTierAndIntentOnceTheyAreKnown() {
    EscalateRule hard = rule("hard", when().tier("complex")).withoutAnswer(SAY);
    try (Engine engine = engine(EscalateSpec.of("tier-2", hard))) {
      Answer answer = engine.route(ChatRequest.of("complex question"));
      assertThat(answer.text()).isEqualTo(SAY);
      assertThat(answer.route().tier()).isEqualTo("complex");
      assertThat(answer.route().route()).isEqualTo("everything");
      assertThat(answer.explanation().candidates()).isNotEmpty();
      assertThat(engine.route(ChatRequest.of("simple question")).text()).isEqualTo("hello");
      assertThat(test.dear.calls()).isEmpty();
    }
  }

  @Test
  void takesTheFirstRuleThatHolds() {
    EscalateRule urgent =
        rule("urgent", when().questionSays("refund").priority(Priority.URGENT)).withQueue("now");
    EscalateRule refund = rule("refund", when().questionSays("refund"));
    EscalateRule never = rule("late", when().questionSays("refund")).withoutAnswer(SAY);
    try (Engine engine = engine(EscalateSpec.of("tier-2", urgent, refund, never))) {
      assertThat(engine.route(ChatRequest.of("simple refund")).escalation().rule())
          .isEqualTo("refund");
      Answer answer =
          engine.route(
              ChatRequest.builder()
                  .user("simple refund")
                  .metadata(Metadata.builder().priority(Priority.URGENT).build())
                  .build());
      assertThat(answer.escalation().rule()).isEqualTo("urgent");
      assertThat(answer.escalation().queue()).isEqualTo("now");
      assertThat(answer.escalation().priority()).isEqualTo(Priority.URGENT);
      assertThat(answer.escalation().reason())
          .isEqualTo("the question says refund; the request is urgent");
    }
  }

  @Test
  void escalatesTheThirdTimeAQuestionIsAsked() {
    EscalateRule again = rule("again", when().askedAgain(3));
    try (Engine engine = engine(EscalateSpec.of("tier-2", again))) {
      assertThat(engine.route(inSession("simple: where is my parcel")).escalation()).isNull();
      assertThat(engine.route(inSession("simple: how do I return it")).escalation()).isNull();
      assertThat(engine.route(inSession("simple: WHERE is my parcel?")).escalation()).isNull();
      assertThat(engine.explain(inSession("simple: where is my parcel?")).escalation().rule())
          .isEqualTo("again");
      Escalation third = engine.route(inSession("simple: where is my parcel?")).escalation();
      assertThat(third.reason()).isEqualTo("it was asked 3 times in its session");
      assertThat(third.priority()).isEqualTo(Priority.HIGH);
      assertThat(third.summary()).contains("Asked: 3 times in this session");
    }
  }

  @Test
  void explainsTheRuleThatAQuestionMeets() {
    EscalateRule legal = rule("legal", when().questionSays("lawyer")).withoutAnswer(SAY);
    try (Engine engine = engine(EscalateSpec.of("tier-2", legal))) {
      Explanation explanation = engine.explain(ChatRequest.of("simple: my lawyer says"));
      assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.HAND_OVER);
      assertThat(explanation.escalation().rule()).isEqualTo("legal");
      assertThat(explanation.toText())
          .contains(
              "person    queue tier-2 takes over by rule legal: the question says lawyer; no model"
                  + " is asked");
      assertThat(explanation.toJson()).contains("\"outcome\":\"hand-over\"");
      assertThat(engine.explain(ChatRequest.of("simple question")).escalation()).isNull();
      assertThat(engine.report(ReportQuery.ALL).escalated()).isZero();
    }
  }

  @Test
  void keepsAnAnswerThatARuleIsAboutFromEverybodyElse() {
    EscalateRule weak = rule("weak", when().confidenceBelow(Share.ofPercent(40)));
    try (Engine engine = caching(EscalateSpec.of("tier-2", weak))) {
      test.cheap.does(call -> FakeProvider.answer("I'm sorry, but I can't help with that."));
      ChatRequest request = ChatRequest.ofTenant("shop", "simple question");
      Answer answer = engine.route(request);
      assertThat(answer.escalation().rule()).isEqualTo("weak");
      assertThat(answer.escalation().reason()).matches("confidence \\d\\d% is below 40%");
      assertThat(cache.size()).isZero();
      test.cheap.does(call -> FakeProvider.answer("It is on its way to you."));
      assertThat(engine.route(request).cache()).isEqualTo(CacheState.MISS);
      Answer recalled = engine.route(request);
      assertThat(recalled.cache()).isEqualTo(CacheState.HIT_EXACT);
      assertThat(recalled.escalation()).isNull();
      assertThat(recalled.confidence().grounds())
          .extracting(Signal::id)
          .containsExactly("exact", "passed");
    }
  }

  @Test
  void escalatesARecalledAnswerByItsQuestion() {
    EscalateRule manager = rule("manager", when().questionSays("manager"));
    try (Engine engine = caching(EscalateSpec.of("tier-2", manager))) {
      ChatRequest request = ChatRequest.ofTenant("shop", "simple: is the manager in");
      assertThat(engine.route(request).escalation().rule()).isEqualTo("manager");
      Answer recalled = engine.route(request);
      assertThat(recalled.cache()).isEqualTo(CacheState.HIT_EXACT);
      assertThat(recalled.escalation().rule()).isEqualTo("manager");
      assertThat(recalled.cost()).isEqualTo(Usd.ZERO);
      Report report = engine.report(ReportQuery.ALL);
      assertThat(report.queries()).isEqualTo(2);
      assertThat(report.escalated()).isEqualTo(2);
      assertThat(report.handedOver()).isZero();
    }
  }

  @Test
  void handsOverWhatNoBudgetIsLeftFor() {
    EscalateRule broke = rule("broke", when().budgetExhausted());
    try (Engine engine =
        test.engine(
            p ->
                p.route(TestEngine.cheapest())
                    .budget(
                        BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("0.00001")))
                    .escalate(EscalateSpec.saying("tier-2", SAY, broke)))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.text()).isEqualTo(SAY);
      assertThat(answer.escalation().reason()).isEqualTo("no budget is left");
      assertThat(answer.attempts()).isEmpty();
      assertThat(answer.explanation().outcome()).isEqualTo(Explanation.Outcome.HAND_OVER);
      assertThat(answer.explanation().candidates()).isNotEmpty();
      Report report = engine.report(ReportQuery.ALL);
      assertThat(report.refused()).isZero();
      assertThat(report.handedOver()).isEqualTo(1);
      assertThat(test.events.of(EngineEvent.NotAnswered.class)).isEmpty();
    }
  }

  @Test
  void handsOverWhatEveryProviderFailed() {
    EscalateRule failed = rule("failed", when().failed());
    test.cheap.fails(FailureKind.SERVER_ERROR, Phase.MAY_HAVE_RUN);
    test.dear.fails(FailureKind.SERVER_ERROR, Phase.NOT_RUN);
    try (Engine engine = engine(EscalateSpec.saying("tier-2", SAY, failed))) {
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.text()).isEqualTo(SAY);
      assertThat(answer.escalation().reason()).isEqualTo("nobody answered");
      assertThat(answer.escalation().summary()).contains("Failed: small", "Answer: none");
      assertThat(answer.attempts()).isNotEmpty();
      assertThat(answer.cost().nanos()).isPositive();
      Report report = engine.report(ReportQuery.ALL);
      assertThat(report.failed()).isZero();
      assertThat(report.handedOver()).isEqualTo(1);
      assertThat(report.cost()).isEqualTo(answer.cost());
    }
  }

  @Test
  void failsAsBeforeWhereNoRuleIsForIt() {
    test.cheap.fails(FailureKind.BAD_REQUEST, Phase.NOT_RUN);
    test.dear.fails(FailureKind.BAD_REQUEST, Phase.NOT_RUN);
    EscalateRule failed = rule("failed", when().failed().tenant("other"));
    try (Engine engine = engine(EscalateSpec.saying("tier-2", SAY, failed))) {
      assertThatThrownBy(() -> engine.route(ChatRequest.of("simple question")))
          .isInstanceOf(PenstockException.class);
      assertThat(engine.report(ReportQuery.ALL).failed()).isEqualTo(1);
    }
  }

  @Test
  void knowsAtTheEndOfAStreamThatAPersonTakesOver() {
    EscalateRule money = rule("money", when().answerSays("supervisor"));
    EscalateRule legal = rule("legal", when().questionSays("lawyer")).withoutAnswer(SAY);
    EscalateRule failed = rule("failed", when().failed());
    test.cheap.does(call -> FakeProvider.answer("Only a supervisor can do that."));
    try (Engine engine = engine(EscalateSpec.saying("tier-2", SAY, money, legal, failed))) {
      Answer spoken = read(engine, "simple question");
      assertThat(spoken.text()).isEqualTo("Only a supervisor can do that.");
      assertThat(spoken.escalation().rule()).isEqualTo("money");
      Answer handedOver = read(engine, "simple: my lawyer says");
      assertThat(handedOver.text()).isEqualTo(SAY);
      assertThat(handedOver.route().provider()).isEqualTo("person");
      test.cheap.fails(FailureKind.SERVER_ERROR, Phase.NOT_RUN);
      test.dear.fails(FailureKind.SERVER_ERROR, Phase.NOT_RUN);
      assertThat(read(engine, "simple question").escalation().rule()).isEqualTo("failed");
    }
  }

  private static Answer read(Engine engine, String question) {
    StringBuilder text = new StringBuilder();
    try (ChatStream stream = engine.stream(ChatRequest.of(question))) {
      for (ChatStream.Chunk chunk = stream.next(); chunk != null; chunk = stream.next()) {
        text.append(((ChatStream.Chunk.Text) chunk).text());
      }
      assertThat(stream.answer().text()).isEqualTo(text.toString());
      return stream.answer();
    }
  }

  @Test
  void remembersSessionsAndCalibratesAnewWhenThePolicyChanges(@TempDir Path folder)
      throws IOException {
    Path map = folder.resolve("confidence.yaml");
    Files.writeString(map, "version: 1\nlevels: [{score: 0.5, right: 0.25, answers: 40}]\n");
    String policy =
        """
        version: 1
        providers:
          cheap: {plugin: cheap}
        models:
          small: {provider: cheap, tiers: [simple], context-window: 8k, price: {input: 1, output: 2}}
        tiers: [simple]
        routes:
          - {name: all, models: any, rank: cheapest}
        escalate:
          queue: tier-2
          confidence: confidence.yaml
          rules:
            - {id: again, when: {asked-again: 2}}
            - {id: weak, when: {confidence-below: 30%}}
        """;
    Path file = Files.writeString(folder.resolve("policy.yaml"), policy);
    try (Engine engine = Engine.builder().policy(file).plugin(test.cheap).build()) {
      Answer first = engine.route(inSession("where is my parcel?"));
      assertThat(first.confidence().calibrated()).isTrue();
      assertThat(first.confidence().value()).isEqualTo(0.25);
      assertThat(first.escalation().rule()).isEqualTo("weak");
      assertThat(engine.reload()).isFalse();
      Files.writeString(map, "version: 1\nlevels: [{score: 0.5, right: 0.75, answers: 40}]\n");
      assertThat(engine.reload()).isTrue();
      Answer second = engine.route(inSession("where is my parcel?"));
      assertThat(second.confidence().value()).isEqualTo(0.75);
      assertThat(second.escalation().rule()).isEqualTo("again");
      Files.writeString(map, "version: 1\nlevels: []\n");
      assertThatThrownBy(engine::reload)
          .isInstanceOf(PolicyException.class)
          .hasMessageContaining("confidence.yaml");
      assertThat(engine.route(inSession("and now?")).confidence().value()).isEqualTo(0.75);
    }
  }

  @Test
  void doesNotShareAnAnswerThatARuleIsAboutWithConcurrentRequests() throws Exception {
    EscalateRule weak = rule("gives-up", when().answerGivesUp());
    CountDownLatch asked = new CountDownLatch(1);
    test.cheap.does(
        call -> {
          asked.countDown();
          return FakeProvider.answer("I am unable to help you with that.");
        });
    try (Engine engine = caching(EscalateSpec.of("tier-2", weak));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ChatRequest request = ChatRequest.ofTenant("shop", "simple question");
      List<Future<Answer>> answers =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> engine.route(request))).toList();
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS).escalation().rule()).isEqualTo("gives-up");
      }
      assertThat(cache.size()).isZero();
      assertThat(engine.report(ReportQuery.ALL).escalated()).isEqualTo(8);
    }
  }

  @Test
  void handsOverWhatABudgetKeepsOut() {
    EscalateRule broke = rule("broke", when().budgetExhausted());
    try (Engine engine =
        test.engine(
            p ->
                p.route(TestEngine.cheapest())
                    .budget(
                        BudgetSpec.builder("day", BudgetScope.ALL, BudgetPeriod.DAY)
                            .requests(2)
                            .at(Share.ofPercent(50), BudgetAction.REFUSE)
                            .build())
                    .escalate(EscalateSpec.saying("tier-2", SAY, broke)))) {
      assertThat(engine.route(ChatRequest.of("simple question")).escalation()).isNull();
      Answer answer = engine.route(ChatRequest.of("simple question"));
      assertThat(answer.text()).isEqualTo(SAY);
      assertThat(answer.explanation().candidates()).isEmpty();
      assertThat(answer.escalation().summary()).contains("Answer: none");
      assertThat(test.cheap.calls()).hasSize(1);
    }
  }

  @Test
  void saysHowSureItIsWithoutRulesToo() {
    try (Engine engine = test.engine(p -> p.route(TestEngine.cheapest()))) {
      Confidence known = engine.route(ChatRequest.of("simple question")).confidence();
      Confidence unknown = engine.route(ChatRequest.of("question")).confidence();
      assertThat(known.value()).isGreaterThan(unknown.value());
      assertThat(known.calibrated()).isFalse();
      assertThat(known.grounds()).extracting(Signal::source).containsExactly("classifier");
      assertThat(unknown.grounds()).extracting(Signal::id).containsExactly("when-unsure");
    }
  }
}
