package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** Many callers ask the very same at once, which is in no cache. */
final class FlightProof {
  private static final int CALLERS = 64;
  private static final ChatRequest QUESTION =
      ChatRequest.ofTenant("shop", "Where can I see my parcel?");

  private final BiFunction<Engine, ChatRequest, String> way;
  private final CountDownLatch under = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();

  private FlightProof(BiFunction<Engine, ChatRequest, String> way) {
    this.way = way;
  }

  static void show(Proof proof) throws IOException, InterruptedException {
    show(proof, "whole answers", (engine, request) -> TwoProviders.ask(engine, request, false));
    show(proof, "streams", (engine, request) -> TwoProviders.ask(engine, request, true));
  }

  /** All of it for one way to ask. */
  private static void show(Proof proof, String ways, BiFunction<Engine, ChatRequest, String> way)
      throws IOException, InterruptedException {
    String of = CALLERS + " concurrent misses, " + ways + ", ";
    FlightProof plain = new FlightProof(way);
    plain.run(proof, of + "calls and answers", number -> plain.first(number, "ok"), false, 1, 64);
    FlightProof left = new FlightProof(way);
    left.run(
        proof,
        of + "the leader cancelled, calls and answers",
        number -> number == 1 ? left.never() : "ok",
        true,
        2,
        CALLERS - 1);
    FlightProof fallback = new FlightProof(way);
    fallback.run(
        proof,
        of + "the leader's first provider failing, calls and answers",
        number -> number == 1 ? fallback.failure(FailureKind.SERVER_ERROR) : "ok",
        false,
        2,
        CALLERS);
    FlightProof refused = new FlightProof(way);
    refused.run(
        proof,
        of + "the leader refused for good, calls and answers",
        number -> refused.failure(FailureKind.BAD_REQUEST),
        false,
        1,
        0);
  }

  private void run(
      Proof proof,
      String what,
      ScriptedProvider.Script script,
      boolean cancelled,
      int calls,
      int answers)
      throws IOException, InterruptedException {
    ScriptedProvider provider = new ScriptedProvider(script);
    try (Folder folder = Folder.make();
        Engine engine =
            RecallingEngine.of(
                folder, "one", 1, provider, new VectorProvider(text -> new float[] {1, 0}))) {
      Thread leader = Thread.ofVirtual().start(() -> ask(engine));
      if (!under.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("there is no call");
      }
      List<Thread> followers = new ArrayList<>();
      for (int i = 1; i < CALLERS; i++) {
        followers.add(Thread.ofVirtual().start(() -> ask(engine)));
      }
      allWait(followers);
      if (cancelled) {
        leader.interrupt();
      }
      release.countDown();
      leader.join();
      for (Thread follower : followers) {
        follower.join();
      }
    }
    proof.shown(
        what,
        provider.calls() + " and " + answered,
        calls + " and " + answers,
        provider.calls() == calls
            && answered.get() == answers
            && answered.get() + told.get() == CALLERS);
  }

  private void ask(Engine engine) {
    try {
      if (way.apply(engine, QUESTION).equals("ok")) {
        answered.incrementAndGet();
      }
    } catch (PenstockException e) {
      told.incrementAndGet();
    }
  }

  private static void allWait(List<Thread> threads) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!threads.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("not all callers wait");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private String first(int number, String text) throws InterruptedException {
    if (number == 1) {
      held();
    }
    return text;
  }

  private String never() throws InterruptedException {
    under.countDown();
    new CountDownLatch(1).await();
    return "";
  }

  private String failure(FailureKind kind) throws ProviderException, InterruptedException {
    held();
    throw new ProviderException(
        ProviderFailure.of(kind, ProviderFailure.Phase.NOT_RUN, "told to fail"));
  }

  private void held() throws InterruptedException {
    under.countDown();
    release.await();
  }
}
