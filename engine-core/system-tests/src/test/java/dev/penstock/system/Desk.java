package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Availability;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.BudgetState;
import dev.penstock.testkit.RecordingListener;
import dev.penstock.testkit.server.Exchange;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An engine under a policy of two models on two providers, {@code first} and {@code second}, each
 * against a server of its own. Every request of it is looked at: no hold is left, the budget has
 * what the attempts cost.
 */
final class Desk implements AutoCloseable {
  static final ChatRequest QUESTION = ChatRequest.of("Where is my order?");
  static final Usd NOTHING = Usd.ZERO;
  static final String HELLO = "Hello from the second";

  /** What the second provider's answer takes. */
  static final Usage USED = Usage.of(9, 5);

  private final ScriptedServer first;
  private final ScriptedServer second;
  private final RunningClock clock = new RunningClock();
  private final RecordingListener events = new RecordingListener();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Engine engine;

  Desk(ScriptedServer first, ScriptedServer second, String policy) {
    this.first = first;
    this.second = second;
    engine =
        Engine.builder()
            .policy(policy)
            .clock(clock)
            .ticker(clock::ticker)
            .listener(events)
            .listener(this::heard)
            .environment(name -> "sk-test")
            .build();
  }

  private void heard(EngineEvent event) {
    if (event instanceof EngineEvent.AttemptEnded) {
      ended.countDown();
    }
  }

  /** A first provider on a wire that does as the script says; the second is well. */
  static DeskBuilder of(Wire wire, Script script) {
    return new DeskBuilder(wire, script);
  }

  /** A first provider that always gives the same reply; the second is well. */
  static DeskBuilder of(Wire wire, Reply reply) {
    return of(wire, exchange -> reply);
  }

  /** What tokens cost: 1 and 2 USD per million. */
  static Usd cost(Usage usage) {
    return Usd.ofNanos(1_000 * usage.input() + 2_000 * usage.output());
  }

  /** Asks while another request runs, whose hold is left. */
  Seen askBeside(Mode mode) {
    return seen(mode, QUESTION);
  }

  Seen ask(Mode mode) {
    return ask(mode, QUESTION);
  }

  Seen ask(Mode mode, ChatRequest request) {
    Seen seen = seen(mode, request);
    settled();
    return seen;
  }

  private Seen seen(Mode mode, ChatRequest request) {
    return switch (mode) {
      case WHOLE -> whole(request);
      case STREAMED -> streamed(request);
    };
  }

  /** Asks so often and gives what was seen last. */
  Seen ask(Mode mode, int times) {
    for (int i = 1; i < times; i++) {
      ask(mode);
    }
    return ask(mode);
  }

  private Seen whole(ChatRequest request) {
    try {
      Answer answer = engine.route(request);
      return new Seen(answer, null, answer.text());
    } catch (PenstockException e) {
      return new Seen(null, e, "");
    }
  }

  private Seen streamed(ChatRequest request) {
    StringBuilder text = new StringBuilder();
    try (ChatStream stream = engine.stream(request)) {
      for (var chunk = stream.next(); chunk != null; chunk = stream.next()) {
        if (chunk instanceof ChatStream.Chunk.Text(String piece)) {
          text.append(piece);
        }
      }
      return new Seen(stream.answer(), null, text.toString());
    } catch (PenstockException e) {
      return new Seen(null, e, text.toString());
    }
  }

  /** Nothing is held any more, and the budgets and the report have what the attempts cost. */
  Desk settled() {
    Usd cost = Usd.ZERO;
    for (Attempt attempt : attempts()) {
      cost = cost.plus(attempt.cost());
    }
    var report = engine.report();
    assertThat(report.cost()).isEqualTo(cost);
    assertThat(report.budgets()).isNotEmpty();
    for (BudgetState budget : report.budgets()) {
      assertThat(budget.held()).as("held in " + budget.name()).isEqualTo(Usd.ZERO);
    }
    assertThat(report.budgets().getFirst().used()).isEqualTo(cost);
    return this;
  }

  /** How often each server was called. */
  Desk calls(int ofFirst, int ofSecond) {
    assertThat(first.exchanges()).as("calls of the first").hasSize(ofFirst);
    assertThat(second.exchanges()).as("calls of the second").hasSize(ofSecond);
    return this;
  }

  /** At least what both servers have on their bills was posted. */
  Desk paysTheBills() {
    assertThat(posted("first")).isGreaterThanOrEqualTo(billed(first));
    assertThat(posted("second")).isGreaterThanOrEqualTo(billed(second));
    return this;
  }

  private Usd posted(String provider) {
    return attempts().stream()
        .filter(attempt -> attempt.provider().equals(provider))
        .map(Attempt::cost)
        .reduce(Usd.ZERO, Usd::plus);
  }

  private static Usd billed(ScriptedServer server) {
    return server.exchanges().stream()
        .map(Exchange::billed)
        .map(Desk::cost)
        .reduce(Usd.ZERO, Usd::plus);
  }

  /** How the first model stands. */
  Availability first() {
    return engine.health().getFirst().availability();
  }

  /** How many calls of the first provider may run at once. */
  int concurrencyOfFirst() {
    return Objects.requireNonNull(engine.health().getFirst().concurrencyLimit());
  }

  Instant now() {
    return clock.instant();
  }

  Desk is(Availability.State state) {
    assertThat(first().state()).as(first().toString()).isEqualTo(state);
    return this;
  }

  /** The breaker is open after five failures in a row, else closed. */
  Desk isAfter(int failures) {
    return is(failures >= 5 ? Availability.State.OPEN : Availability.State.CLOSED);
  }

  /** What a person was told to see to, as provider and model. */
  Desk alerted(String... about) {
    assertThat(events.of(EngineEvent.ProviderAlert.class))
        .extracting(alert -> alert.provider() + (alert.model() == null ? "" : "/" + alert.model()))
        .containsExactly(about);
    return this;
  }

  List<Attempt> attempts() {
    return events.of(EngineEvent.AttemptEnded.class).stream()
        .map(EngineEvent.AttemptEnded::attempt)
        .toList();
  }

  /** The first attempt that ends. */
  Attempt awaitAttempt() throws InterruptedException {
    assertThat(ended.await(5, TimeUnit.SECONDS)).as("an attempt ends").isTrue();
    return attempts().getFirst();
  }

  Desk pass(Duration time) {
    clock.advance(time);
    return this;
  }

  Engine engine() {
    return engine;
  }

  RecordingListener events() {
    return events;
  }

  ScriptedServer firstServer() {
    return first;
  }

  ScriptedServer secondServer() {
    return second;
  }

  @Override
  public void close() {
    engine.close();
    first.close();
    second.close();
  }
}
