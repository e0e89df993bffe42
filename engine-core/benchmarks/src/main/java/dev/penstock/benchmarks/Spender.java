package dev.penstock.benchmarks;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.report.BudgetState;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * An engine's own process, which is killed: many callers spend three budgets, half of them by
 * streams, and one in ten gives up. It writes a line before each call, and one for each new worst
 * of what is posted and held.
 */
final class Spender {
  static final int CALLERS = 256;
  static final String LIMIT = "10.00";

  private static final int GIVE_UP_PERCENT = 10;
  private static final int LONGEST_PATIENCE = 40;
  private static final int MOST_PIECES = 20;

  private static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: openai, base-url: "URL", api-key: loopback, max-connections: 512, breaker: {consecutive: 1000, failure-rate: 100%}}
      models:
        one: {provider: upstream, tiers: [easy], context-window: 64k, price: {input: 1.00, output: 10.00}}
      tiers: [easy]
      ledger: {plugin: sqlite, path: "FILE"}
      budgets:
        - {name: all, scope: all, period: total, limit: LIMIT USD}
        - {name: tenant, scope: tenant, period: total, limit: LIMIT USD}
        - {name: team, scope: tag, tag: team, period: total, limit: LIMIT USD}
      routes:
        - {name: all, models: [one], rank: ordered, max-output: 200}
      """;

  private final Engine engine;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final ConcurrentMap<String, LongAdder> ends = new ConcurrentHashMap<>();

  private Spender(Engine engine) {
    this.engine = engine;
  }

  /** Takes the server's port, the ledger's file, the first call's number and the last one's. */
  public static void main(String[] arguments) throws InterruptedException {
    int first = Integer.parseInt(arguments[2]);
    int last = Integer.parseInt(arguments[3]);
    try (Engine engine =
        Engine.builder()
            .policy(
                POLICY
                    .replace("URL", TwoProviders.url(Integer.parseInt(arguments[0])))
                    .replace("FILE", arguments[1])
                    .replace("LIMIT", LIMIT))
            .build()) {
      say("open");
      Spender spender = new Spender(engine);
      AtomicBoolean over = new AtomicBoolean();
      Thread observer = Thread.ofPlatform().start(() -> observe(engine, over));
      Crowd.of(last - first + 1, CALLERS, i -> spender.call(first + i));
      over.set(true);
      observer.join();
      for (Map.Entry<String, LongAdder> end : spender.ends.entrySet()) {
        say("end " + end.getKey() + " " + end.getValue());
      }
      for (BudgetState state : engine.report().budgets()) {
        say("held " + state.name() + " " + state.held().nanos());
      }
    }
  }

  /** The id of a call, which its question names. */
  static String id(int number) {
    return String.format(Locale.ROOT, "q%05d", number);
  }

  private static void observe(Engine engine, AtomicBoolean over) {
    long worst = 0;
    long samples = 0;
    while (!over.get()) {
      for (BudgetState state : engine.report().budgets()) {
        long seen = state.used().plus(state.held()).nanos();
        if (seen > worst) {
          worst = seen;
          say("most " + state.name() + " " + worst);
        }
      }
      if (++samples % 100 == 0) {
        say("sampled 100");
      }
    }
    say("sampled " + samples % 100);
  }

  private void call(int number) {
    say("begun " + number);
    Random random = new Random(number);
    boolean gaveUp = random.nextInt(100) < GIVE_UP_PERCENT;
    ChatRequest request =
        ChatRequest.builder()
            .id(id(number))
            .user("Where is order " + id(number) + "?")
            .metadata(Metadata.builder().tenant("shop").tag("team=desk").build())
            .build();
    String end = "ANSWERED";
    try {
      if (random.nextBoolean()) {
        stream(request, gaveUp ? random.nextInt(MOST_PIECES) : Integer.MAX_VALUE);
      } else {
        ask(request, gaveUp ? random.nextInt(LONGEST_PATIENCE) : Integer.MAX_VALUE);
      }
    } catch (PenstockException e) {
      end = e.code().name();
      if (e.code() != ErrorCode.BUDGET_EXHAUSTED
          && e.code() != ErrorCode.CANCELLED
          && e.code() != ErrorCode.PROVIDERS_FAILED) {
        System.err.println(e.getMessage());
      }
    }
    ends.computeIfAbsent(end, word -> new LongAdder()).increment();
  }

  private void stream(ChatRequest request, int pieces) {
    try (ChatStream stream = engine.stream(request)) {
      for (int i = 0; i < pieces && stream.next() != null; i++) {}
    }
  }

  private void ask(ChatRequest request, int patienceMillis) {
    Thread caller = Thread.currentThread();
    Future<?> interrupt = timer.schedule(caller::interrupt, patienceMillis, TimeUnit.MILLISECONDS);
    try {
      var unused = engine.route(request);
    } finally {
      interrupt.cancel(false);
    }
  }

  /** One write, so that a line is whole or not there. */
  private static synchronized void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
