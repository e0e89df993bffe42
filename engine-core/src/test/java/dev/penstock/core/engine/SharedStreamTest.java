package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.BudgetPeriod;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.Deadlines;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.OnDisconnect;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.fakes.FakeCache;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Concurrent streams with the same question read one call. */
class SharedStreamTest {
  private static final int AT_ONCE = 64;
  private static final Duration REQUEST = Duration.ofSeconds(30);

  private final TestEngine test = new TestEngine();
  private final FedStreamer streamer = new FedStreamer();
  private final FakeCache cache = new FakeCache();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private Engine engine = engine(REQUEST);

  private Engine engine(Duration attempt) {
    return engine(attempt, OnDisconnect.ABORT);
  }

  private Engine engine(Duration attempt, OnDisconnect onDisconnect) {
    streamer.opensWith(new StreamEvent.TextDelta("One "));
    var policy =
        test.policy()
            .provider(
                "fed", ProviderSpec.of("fed", new NoSettings()).withOnDisconnect(onDisconnect))
            .model(
                "streamed",
                ModelSpec.of("fed", TestEngine.ALL_TIERS, 64_000, PricePeriod.of("1", "2")))
            .budget(BudgetSpec.of("day", BudgetScope.ALL, BudgetPeriod.DAY, Usd.of("10")))
            .deadlines(
                new Deadlines(REQUEST, attempt, null, null, null, null, Duration.ofSeconds(20)))
            .cache(new CacheSpec("fake", null, new NoSettings()))
            .route(RouteSpec.of("r", null, List.of("streamed"), Rank.ORDERED))
            .build();
    return test.builder(policy, streamer, cache).ticker(test.clock.ticker()).build();
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    engine.close();
  }

  private static ChatRequest question() {
    return ChatRequest.ofTenant("shop", "simple question");
  }

  private ChatStream stream() {
    return engine.stream(question());
  }

  private static String rest(ChatStream stream) {
    return String.join("", Streams.texts(stream));
  }

  private <T> Future<T> later(Callable<T> work) {
    return callers.submit(work);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private FutureTask<Answer> wholeFollower() {
    return InFlight.follow(() -> engine.route(question()));
  }

  private void assertSettled(int queries, int failed, Usd cost) {
    var report = engine.report();
    assertThat(report.queries()).as("queries").isEqualTo(queries);
    assertThat(report.failed()).as("failed").isEqualTo(failed);
    assertThat(report.cost()).as("cost").isEqualTo(cost);
    assertThat(report.budgets().getFirst().held()).as("held").isEqualTo(Usd.ZERO);
    assertThat(report.budgets().getFirst().used()).as("used").isEqualTo(cost);
    assertThat(test.events.of(EngineEvent.Answered.class)).hasSize(queries);
    assertThat(test.events.of(EngineEvent.NotAnswered.class)).hasSize(failed);
  }

  private static final Usd ONE_CALL = Usd.of("0.00012");

  @Test
  void manyStreamsMakeOneCall() throws Exception {
    List<ChatStream> streams = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      streams.add(stream());
    }
    List<RouteTaken> told = streams.stream().map(ChatStream::route).distinct().toList();
    FedStreamer.Feed feed = streamer.feed();
    List<Future<String>> texts = new ArrayList<>();
    streams.forEach(stream -> texts.add(later(() -> rest(stream))));
    for (int i = 0; i < 100; i++) {
      feed.text(i + " ");
    }
    feed.end();
    for (Future<String> text : texts) {
      assertThat(get(text))
          .startsWith("One 0 1 2 ")
          .endsWith(" 98 99 ")
          .isEqualTo(get(texts.get(0)));
    }
    assertThat(streamer.streams).hasValue(1);
    assertThat(streams.getFirst().answer().cache()).isEqualTo(CacheState.MISS);
    assertThat(streams.getFirst().answer().cost()).isEqualTo(ONE_CALL);
    assertThat(streams.stream().skip(1).map(ChatStream::answer))
        .allSatisfy(
            follower -> {
              assertThat(follower.cache()).isEqualTo(CacheState.HIT_EXACT);
              assertThat(follower.usage()).isEqualTo(Usage.NONE);
              assertThat(follower.cost()).isEqualTo(Usd.ZERO);
              assertThat(follower.attempts()).isEmpty();
              assertThat(follower.route()).isEqualTo(streams.getFirst().answer().route());
            });
    assertThat(told).containsExactly(streams.getFirst().answer().route());
    assertSettled(AT_ONCE, 0, ONE_CALL);
    assertThat(engine.report().cacheHits()).isEqualTo(AT_ONCE - 1);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void streamsThatBeginBeforeTheFirstContentMakeOneCall() throws Exception {
    streamer.opensWith();
    List<Future<String>> texts = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      texts.add(later(() -> rest(stream())));
    }
    FedStreamer.Feed feed = streamer.feed();
    feed.text("Hello ");
    feed.text("there");
    feed.end();
    for (Future<String> text : texts) {
      assertThat(get(text)).isEqualTo("Hello there");
    }
    assertThat(streamer.streams).hasValue(1);
    assertSettled(AT_ONCE, 0, ONE_CALL);
  }

  @Test
  void aLateReaderGetsEverythingFromTheStartAndThenWhatComes() throws Exception {
    ChatStream leader = stream();
    FedStreamer.Feed feed = streamer.feed();
    feed.text("two ");
    leader.next();
    assertThat(leader.next()).isEqualTo(new Chunk.Text("two "));
    ChatStream late = stream();
    assertThat(late.next()).isEqualTo(new Chunk.Text("One "));
    assertThat(late.next()).isEqualTo(new Chunk.Text("two "));
    Future<Chunk> next = later(late::next);
    feed.text("three");
    assertThat(get(next)).isEqualTo(new Chunk.Text("three"));
    feed.end();
    assertThat(late.next()).isNull();
    assertThat(rest(leader)).isEqualTo("three");
    assertThat(leader.answer().cache()).isEqualTo(CacheState.MISS);
    assertThat(late.answer().cache()).isEqualTo(CacheState.HIT_EXACT);
    assertThat(stream()).as("once it is over").matches(s -> rest(s).equals("One two three"));
    assertThat(streamer.streams).hasValue(1);
  }

  @Test
  void neitherASlowFollowerNorASlowLeaderHoldsUpTheOthers() throws Exception {
    ChatStream leader = stream();
    ChatStream slow = stream();
    ChatStream quick = stream();
    FedStreamer.Feed feed = streamer.feed();
    String much = "x".repeat(100_000);
    for (int i = 0; i < 4; i++) {
      feed.text(much);
    }
    feed.end();
    assertThat(rest(quick)).hasSize(400_004);
    assertThat(rest(slow)).hasSize(400_004);
    assertThat(rest(leader)).hasSize(400_004);
    assertThat(leader.answer().cache()).isEqualTo(CacheState.MISS);
    assertSettled(3, 0, ONE_CALL);
  }

  @Test
  void theCallGoesOnWithoutItsLeaderAndCountsForTheNext() throws Exception {
    ChatStream leader = stream();
    ChatStream second = stream();
    ChatStream third = stream();
    FedStreamer.Feed feed = streamer.feed();
    leader.next();
    leader.close();
    assertThatThrownBy(leader::next).isInstanceOf(PenstockException.class);
    feed.text("two");
    feed.end();
    assertThat(rest(third)).isEqualTo("One two");
    assertThat(rest(second)).isEqualTo("One two");
    assertThat(streamer.streams).hasValue(1);
    assertThat(second.answer().cost()).isEqualTo(ONE_CALL);
    assertThat(third.answer().cost()).isEqualTo(Usd.ZERO);
    assertSettled(2, 1, ONE_CALL);
    assertThat(engine.report().wastedCost()).isEqualTo(Usd.ZERO);
  }

  @Test
  void aReaderThatIsInterruptedEndsNothingForTheOthers() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    FedStreamer.Feed feed = streamer.feed();
    leader.next();
    FutureTask<PenstockException> error =
        new FutureTask<>(() -> catchThrowableOfType(PenstockException.class, leader::next));
    Thread reader = Thread.ofVirtual().start(error);
    reader.interrupt();
    assertThat(get(error).code()).isEqualTo(ErrorCode.CANCELLED);
    feed.text("two");
    feed.end();
    assertThat(rest(follower)).isEqualTo("One two");
    assertSettled(1, 1, ONE_CALL);
  }

  @Test
  void closingFromAnotherThreadWakesAReaderThatWaits() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    FedStreamer.Feed feed = streamer.feed();
    follower.next();
    FutureTask<PenstockException> error =
        InFlight.follow(() -> catchThrowableOfType(PenstockException.class, follower::next));
    follower.close();
    assertThat(get(error).code()).isEqualTo(ErrorCode.CANCELLED);
    feed.end();
    assertThat(rest(leader)).isEqualTo("One ");
    assertSettled(1, 1, ONE_CALL);
  }

  @Test
  void theCallIsCancelledWhenTheLastReaderLeaves() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    FedStreamer.Feed feed = streamer.feed();
    leader.close();
    assertThat(feed.closed.getCount()).isEqualTo(1);
    follower.close();
    feed.awaitClosed();
    assertThat(test.events.of(EngineEvent.AttemptEnded.class)).hasSize(1);
    assertSettled(0, 2, engine.report().wastedCost());
    ChatStream next = stream();
    FedStreamer.Feed another = streamer.feed();
    another.end();
    assertThat(rest(next)).isEqualTo("One ");
    assertThat(streamer.streams).hasValue(2);
  }

  @Test
  void aProviderThatIsDrainedIsReadOnWhenTheLastReaderLeaves() throws Exception {
    engine.close();
    engine = engine(REQUEST, OnDisconnect.DRAIN);
    ChatStream leader = stream();
    ChatStream follower = stream();
    leader.close();
    follower.close();
    assertThat(engine.report().budgets().getFirst().held()).isGreaterThan(Usd.ZERO);
    streamer.feed().end();
    engine.close();
    assertThat(engine.report().usage()).as("as reported").isEqualTo(Usage.of(100, 10));
    assertSettled(0, 2, ONE_CALL);
  }

  @Test
  void afterContentEveryReaderGetsTheErrorOfAnAnswerThatBreaksOff() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    FedStreamer.Feed feed = streamer.feed();
    feed.cut();
    for (ChatStream stream : List.of(follower, leader)) {
      assertThat(stream.next()).isEqualTo(new Chunk.Text("One "));
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              PenstockException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.PROVIDERS_FAILED))
          .hasMessageContaining("broke off its answer");
      assertThatThrownBy(stream::answer).isInstanceOf(IllegalStateException.class);
    }
    assertThat(streamer.streams).hasValue(1);
    assertThat(cache.size()).isZero();
    assertSettled(0, 2, engine.report().wastedCost());
  }

  @Test
  void aWholeRequestAsksForItselfIfTheStreamItFollowedBreaksOff() throws Exception {
    ChatStream leader = stream();
    FutureTask<Answer> whole = wholeFollower();
    streamer.feed().cut();
    assertThat(get(whole).text()).isEqualTo(FedStreamer.WHOLE);
    leader.next();
    assertThatThrownBy(leader::next).isInstanceOf(PenstockException.class);
    assertThat(streamer.wholes).hasValue(1);
  }

  @Test
  void beforeContentFollowersGetTheErrorOfAllProviders() throws Exception {
    streamer.opensWith();
    Future<Throwable> leader =
        later(() -> catchThrowableOfType(PenstockException.class, this::stream));
    FedStreamer.Feed feed = streamer.feed();
    FutureTask<PenstockException> follower =
        InFlight.follow(() -> catchThrowableOfType(PenstockException.class, this::stream));
    feed.cut();
    assertThat(get(leader)).hasMessageContaining("connection reset");
    assertThat(get(follower).code()).isEqualTo(ErrorCode.PROVIDERS_FAILED);
    assertThat(get(follower)).hasMessageContaining("same question failed");
    assertThat(streamer.streams).hasValue(1);
    assertSettled(0, 2, engine.report().wastedCost());
  }

  @Test
  void beforeContentAnotherOneLeadsIfTheLeaderIsCancelled() throws Exception {
    streamer.opensWith();
    FutureTask<PenstockException> error =
        new FutureTask<>(() -> catchThrowableOfType(PenstockException.class, this::stream));
    Thread leader = Thread.ofVirtual().start(error);
    streamer.feed();
    List<Future<String>> texts = new ArrayList<>();
    for (int i = 1; i < AT_ONCE; i++) {
      texts.add(later(() -> rest(stream())));
    }
    leader.interrupt();
    assertThat(get(error).code()).isEqualTo(ErrorCode.CANCELLED);
    FedStreamer.Feed second = streamer.feed();
    second.text("second");
    second.end();
    for (Future<String> text : texts) {
      assertThat(get(text)).isEqualTo("second");
    }
    assertThat(streamer.streams).hasValue(2);
    assertThat(engine.report().queries()).isEqualTo(AT_ONCE - 1);
    assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
  }

  @Test
  void wholeRequestsGetTheCompleteAnswerOfAStream() throws Exception {
    ChatStream leader = stream();
    List<FutureTask<Answer>> wholes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      wholes.add(wholeFollower());
    }
    ChatStream follower = stream();
    FedStreamer.Feed feed = streamer.feed();
    feed.text("two");
    feed.end();
    for (FutureTask<Answer> whole : wholes) {
      assertThat(get(whole).text()).as("though no stream is read").isEqualTo("One two");
      assertThat(get(whole).cache()).isEqualTo(CacheState.HIT_EXACT);
    }
    assertThat(rest(follower)).isEqualTo("One two");
    assertThat(rest(leader)).isEqualTo("One two");
    assertThat(streamer.wholes).hasValue(0);
    assertSettled(10, 0, ONE_CALL);
  }

  @Test
  void aWholeRequestGoesAloneIfTheAnswerMayNotBeStored() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    FutureTask<Answer> whole = wholeFollower();
    streamer.feed().end(FinishReason.LENGTH);
    assertThat(get(whole).text()).isEqualTo(FedStreamer.WHOLE);
    assertThat(rest(follower)).isEqualTo("One ");
    assertThat(follower.answer().finishReason()).as("as it is").isEqualTo(FinishReason.LENGTH);
    assertThat(rest(leader)).isEqualTo("One ");
    assertThat(streamer.streams).hasValue(1);
  }

  @Test
  void anAnswerThatBeginsWithAToolCallIsForTheLeaderAlone() throws Exception {
    streamer.opensWith(new StreamEvent.ToolCallDelta(0, "c1", "find", "{}"));
    ChatStream leader = stream();
    ChatStream other = stream();
    FedStreamer.Feed first = streamer.feed();
    FedStreamer.Feed second = streamer.feed();
    first.end(FinishReason.TOOL_CALLS);
    second.end(FinishReason.TOOL_CALLS);
    rest(leader);
    rest(other);
    assertThat(leader.answer().toolCalls()).hasSize(1);
    assertThat(other.answer().cost()).isEqualTo(ONE_CALL);
  }

  @Test
  void aToolCallAfterTextComesToAllWhoReadTheText() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    FedStreamer.Feed feed = streamer.feed();
    feed.event(new StreamEvent.ToolCallDelta(0, "c1", "find", "{}"));
    feed.end(FinishReason.TOOL_CALLS);
    assertThat(rest(follower)).isEqualTo("One ");
    assertThat(rest(leader)).isEqualTo("One ");
    assertThat(follower.answer().toolCalls()).isEqualTo(leader.answer().toolCalls()).hasSize(1);
    assertThat(cache.size()).isZero();
  }

  @Test
  void aFollowersOwnTimeEndsNothingForTheOthers() throws Exception {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch found = new CountDownLatch(1);
    cache.whenAsked(
        () -> {
          looking.countDown();
          try {
            found.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Future<ChatStream> early = later(this::stream);
    assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
    cache.whenAsked(() -> {});
    test.clock.advance(Duration.ofSeconds(8));
    ChatStream leader = stream();
    found.countDown();
    ChatStream follower = get(early);
    follower.next();
    test.clock.advance(REQUEST.minusSeconds(8));
    assertThatThrownBy(follower::next)
        .isInstanceOfSatisfying(
            PenstockException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    FedStreamer.Feed feed = streamer.feed();
    feed.text("two");
    feed.end();
    assertThat(rest(leader)).isEqualTo("One two");
    assertThat(streamer.streams).hasValue(1);
    assertSettled(1, 1, ONE_CALL);
  }

  @Test
  void settlesStreamsThatNobodyReadsAtTheDeadlineOfTheirCall() throws Exception {
    engine.close();
    engine = engine(Duration.ofMillis(200));
    ChatStream leader = stream();
    ChatStream follower = stream();
    streamer.feed().awaitClosed();
    engine.close();
    assertThat(engine.report().failed()).isEqualTo(2);
    assertThat(engine.report().budgets().getFirst().held()).isEqualTo(Usd.ZERO);
    follower.close();
    assertThatThrownBy(leader::next)
        .isInstanceOfSatisfying(
            PenstockException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
  }

  @Test
  void aReaderThatStopsOnceTheAnswerIsCompleteIsAnsweredAllTheSame() throws Exception {
    ChatStream leader = stream();
    ChatStream follower = stream();
    ChatStream quick = stream();
    streamer.feed().end();
    assertThat(rest(quick)).isEqualTo("One ");
    leader.close();
    follower.close();
    assertSettled(3, 0, ONE_CALL);
  }
}
