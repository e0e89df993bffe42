package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.NoSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Streams and whole requests that join, stop, leave and are interrupted in any order. */
class SharedStreamChaosTest {
  private static final int ROUNDS = 300;
  private static final int MOST_AT_ONCE = 9;

  private final TestEngine test = new TestEngine();
  private final FedStreamer streamer = new FedStreamer();
  private final Map<Integer, String> texts = new ConcurrentHashMap<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();

  @Test
  void everyCallIsPostedOnceAndEveryRequestEndsOnceWhateverTheirOrder() throws Exception {
    int requests = 0;
    AtomicInteger calls = new AtomicInteger();
    try (Engine engine = engine()) {
      for (int round = 0; round < ROUNDS; round++) {
        requests +=
            play(engine, new Random(round), calls, ChatRequest.ofTenant("t", "is it " + round));
      }
      assertThat(problems).isEmpty();
      var report = engine.report();
      var answered = test.events.of(EngineEvent.Answered.class);
      var notAnswered = test.events.of(EngineEvent.NotAnswered.class);
      var attempts = test.events.of(EngineEvent.AttemptEnded.class);
      assertThat(attempts).hasSize(streamer.streams.get() + streamer.wholes.get());
      assertThat(answered.size() + notAnswered.size()).isEqualTo(requests);
      assertThat(report.queries()).isEqualTo(answered.size());
      assertThat(report.failed()).isEqualTo(notAnswered.size());
      assertThat(report.attempts()).isEqualTo(attempts.size());
      assertThat(report.cost())
          .isEqualTo(sum(attempts.stream().map(ended -> ended.attempt().cost()).toList()))
          .isEqualTo(
              sum(answered.stream().map(one -> one.answer().cost()).toList())
                  .plus(report.wastedCost()));
      assertThat(report.budgets().getFirst().used()).isEqualTo(report.cost());
      assertThat(report.budgets().getFirst().held()).isEqualTo(Usd.ZERO);
      assertThat(streamer.streams.get() + streamer.wholes.get())
          .as("calls were shared")
          .isLessThan(requests);
    }
  }

  /** One question, asked by some at once; how many they were. */
  private int play(Engine engine, Random random, AtomicInteger calls, ChatRequest question)
      throws InterruptedException {
    int parties = 2 + random.nextInt(MOST_AT_ONCE - 1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < parties; i++) {
      long seed = random.nextLong();
      threads.add(Thread.ofVirtual().unstarted(() -> party(engine, question, new Random(seed))));
    }
    long seed = random.nextLong();
    Thread feeder = Thread.ofVirtual().start(() -> feedAll(calls, new Random(seed)));
    threads.forEach(Thread::start);
    if (random.nextInt(3) == 0) {
      threads.get(random.nextInt(parties)).interrupt();
    }
    for (Thread thread : threads) {
      if (!thread.join(Duration.ofSeconds(30))) {
        problem("a party hangs");
      }
    }
    feeder.interrupt();
    feeder.join();
    return parties;
  }

  private void feedAll(AtomicInteger calls, Random random) {
    try {
      while (true) {
        FedStreamer.Feed feed = streamer.takeFeed();
        feed(feed, calls.incrementAndGet(), random);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void feed(FedStreamer.Feed feed, int call, Random random) {
    if (random.nextInt(12) > 0) {
      String name = "call " + call + ": ";
      String letters = "abcdefghijklmnopqrstuvwxyz0123".substring(0, random.nextInt(30));
      texts.put(call, name + letters);
      feed.text(name);
      for (int i = 0; i < letters.length(); i++) {
        feed.text(letters.substring(i, i + 1));
        pause(random);
      }
    }
    switch (random.nextInt(5)) {
      case 0 -> feed.cut();
      case 1 -> feed.end(FinishReason.LENGTH);
      default -> feed.end();
    }
  }

  private void party(Engine engine, ChatRequest question, Random random) {
    pause(random);
    try {
      if (random.nextInt(4) == 0) {
        check(engine.route(question).text(), true);
        return;
      }
      try (ChatStream stream = engine.stream(question)) {
        read(stream, random);
      }
    } catch (PenstockException e) {
      // What it was is counted by the engine's events.
    }
  }

  private void read(ChatStream stream, Random random) {
    int stopAt = random.nextInt(3) == 0 ? random.nextInt(20) : Integer.MAX_VALUE;
    int interruptAt = random.nextInt(8) == 0 ? random.nextInt(20) : -1;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stopAt; i++) {
      if (i == interruptAt) {
        Thread.currentThread().interrupt();
      }
      Chunk chunk = stream.next();
      if (chunk == null) {
        check(text.toString(), true);
        check(stream.answer().text(), true);
        return;
      }
      text.append(((Chunk.Text) chunk).text());
      check(text.toString(), false);
      pause(random);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // another order of threads is what it is for
  private static void pause(Random random) {
    for (int i = random.nextInt(4); i > 0; i--) {
      Thread.yield();
    }
  }

  private void check(String text, boolean complete) {
    if (text.equals(FedStreamer.WHOLE) || text.isEmpty()) {
      return;
    }
    boolean right =
        texts.values().stream().anyMatch(t -> complete ? t.equals(text) : t.startsWith(text));
    if (!right) {
      problem((complete ? "not an answer: " : "not the beginning of an answer: ") + text);
    }
  }

  private void problem(String what) {
    problems.add(what);
  }

  private static Usd sum(List<Usd> costs) {
    return costs.stream().reduce(Usd.ZERO, Usd::plus);
  }

  private Engine engine() {
    return test.engine(
        p ->
            p.provider("fed", "fed", new NoSettings())
                .model(
                    "streamed",
                    ModelSpec.of("fed", TestEngine.ALL_TIERS, 64_000, PricePeriod.of("1", "2")))
                .budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("1000")))
                .cache(new CacheSpec("fake", null, new NoSettings()))
                .route(RouteSpec.of("r", null, List.of("streamed"), Rank.ORDERED)),
        streamer,
        new FakeCache());
  }
}
