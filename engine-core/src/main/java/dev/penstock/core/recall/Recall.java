package dev.penstock.core.recall;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.Invalidation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.Verdict;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.CacheTrace;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.KeyPart;
import dev.penstock.api.explain.Likeness;
import dev.penstock.api.policy.CacheSpec;
import dev.penstock.api.policy.JudgeSpec;
import dev.penstock.api.policy.Never;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.core.embed.Embedder;
import dev.penstock.core.embed.QuestionEmbedding;
import dev.penstock.core.embed.QuestionVectors;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.match.Freshness;
import dev.penstock.core.match.Matcher;
import dev.penstock.core.match.Thresholds;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.SemanticCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Answers given before: look-up, and what may be stored at all. A cache that fails is a miss. */
public final class Recall {
  /** The part of an answer's life that is cut off at most, so that many do not expire at once. */
  private static final double MOST_CUT = 0.1;

  private static final LookUp NO_CACHE = new LookUp.Off("the policy has no cache");
  private static final LookUp NOT_LAST = new LookUp.Off("the last message is not the user's");
  private static final LookUp EMPTY = new LookUp.Off("the question has no text");
  private static final LookUp NO_TENANT = new LookUp.Off("the request names no tenant");
  private static final LookUp FRESH =
      new LookUp.Off("the question asks about the present, and tomorrow's answer is another one");
  private static final LookUp EXCLUDED = new LookUp.Off("the policy never recalls such requests");

  private final @Nullable AnswerCache cache;
  private final CacheKeys keys;
  private final Never never;
  private final @Nullable IsolatedCache isolated;
  private final @Nullable SemanticCache semantic;
  private final @Nullable SimilarRecall similar;
  private final boolean sampled;
  private final Invalidations invalidations;
  private final Duration longest;
  private final Map<String, Duration> ttlOf;
  private final Latest<Trace> memory;
  private final @Nullable Shadows shadows;
  private final @Nullable Judge judge;

  /**
   * Recall for one policy; without a cache it is off.
   *
   * @param plugins what of its plugins decides how a question is answered
   * @param vectors the vectors of questions
   * @param invalidations what was forgotten under this policy and those before
   * @param before recall under the policy before, whose experience counts if the cache is the same
   */
  public Recall(
      Policy policy,
      String plugins,
      @Nullable AnswerCache cache,
      Thresholds thresholds,
      QuestionVectors vectors,
      Invalidations invalidations,
      @Nullable Recall before,
      Listeners listeners,
      InstantSource clock) {
    Recall same = before != null && cache != null && cache.equals(before.cache) ? before : null;
    this.cache = cache;
    this.memory = same == null ? new Latest<>() : same.memory;
    this.keys = new CacheKeys(policy, plugins);
    this.never =
        policy.cache() == null || policy.cache().never() == null
            ? Never.NOTHING
            : policy.cache().never();
    this.longest = policy.deadlines().request();
    this.invalidations = invalidations;
    this.isolated =
        cache == null ? null : new IsolatedCache(cache, policy.deadlines().cache(), listeners);
    CacheSpec spec = policy.cache();
    Share promise = spec == null ? null : spec.maxFalseHits();
    this.ttlOf = spec == null ? Map.of() : spec.ttlOf();
    this.sampled = spec != null && spec.recallsSampled();
    this.semantic = cache instanceof SemanticCache able ? able : null;
    this.similar =
        promise == null
            ? null
            : new SimilarRecall(thresholds, promise.fraction(), same == null ? null : same.similar);
    this.shadows = shadows(spec == null ? null : spec.shadow(), vectors.embedder());
    JudgeSpec judging = spec == null ? null : spec.judge();
    this.judge =
        judging == null || isolated == null || semantic == null || similar == null
            ? null
            : new Judge(
                judging,
                isolated,
                semantic,
                similar,
                this::isNever,
                clock,
                same == null ? null : same.judge);
  }

  private @Nullable Shadows shadows(@Nullable Share share, @Nullable Embedder embedder) {
    return share == null || isolated == null || similar == null
        ? null
        : new Shadows(
            new ShadowSample(share.fraction(), ThreadLocalRandom.current().nextLong()),
            isolated,
            similar,
            embedder);
  }

  /** Which recalled answers are checked by a call; null if the policy wants none. */
  public @Nullable Shadows shadows() {
    return shadows;
  }

  /** Who judges answers that were not certain enough; null if the policy names nobody. */
  public @Nullable Judge judge() {
    return judge;
  }

  /**
   * Looks for the answer to a similar question after a miss.
   *
   * @param names the classes that the question may be of, the narrowest first
   */
  public LookUp lookUpSimilar(
      LookUp.Miss miss,
      ChatRequest request,
      String question,
      List<String> names,
      QuestionEmbedding vector,
      boolean counted)
      throws InterruptedException {
    SemanticCache asked = semantic;
    SimilarRecall judge = similar;
    if (asked == null || judge == null || !maySample(request)) {
      return miss;
    }
    Embedding embedding = vector.get().orElse(null);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    String measure = embedding == null ? Thresholds.WORDS : embedding.model();
    if (!measure.equals(judge.measure())) {
      return new LookUp.Miss(miss.key(), judge.unmeasured(embedding, measure));
    }
    List<Neighbour> all = call(() -> asked.nearest(miss.key(), embedding, Matcher.NEIGHBOURS));
    List<Neighbour> found = all == null ? List.of() : all;
    Similar result =
        judge.judge(
            question,
            names,
            found.stream().filter(n -> mayHave(miss, request, n)).toList(),
            embedding);
    Neighbour best = result.neighbour();
    if (best == null || !result.certain()) {
      return new LookUp.Miss(miss.key(), result);
    }
    if (counted) {
      call(
          () -> {
            asked.recalled(miss.key(), best);
            return null;
          });
    }
    return new LookUp.Hit(miss.key(), best.answer(), result);
  }

  private boolean maySample(ChatRequest request) {
    Double temperature = request.temperature();
    return sampled || temperature == null || temperature == 0;
  }

  /** Partitions are checked again here, whatever the cache has done. */
  private boolean mayHave(LookUp.Miss miss, ChatRequest request, Neighbour neighbour) {
    return neighbour.key().partition().equals(miss.key().partition())
        && neighbour.answer().tenant().equals(request.metadata().tenant())
        && !isNever(neighbour.answer());
  }

  /** Remembers what a request was given, in case somebody says that it was wrong. */
  public void given(String requestId, LookUp.Hit hit) {
    Similar why = hit.similar();
    Neighbour entry = why == null ? null : why.neighbour();
    memory.put(
        requestId,
        new Trace(
            hit.key(),
            hit.answer(),
            entry == null ? null : entry.entryId(),
            why == null ? null : why.likeness()));
  }

  /** Whether the request is remembered; if its answer was bad, it is forgotten and vetoed. */
  public boolean feedback(String requestId, Verdict verdict) {
    Trace trace = memory.get(requestId);
    if (trace == null) {
      return false;
    }
    switch (verdict) {
      case GOOD -> {}
      case BAD -> {
        memory.remove(requestId);
        forget(trace);
      }
    }
    return true;
  }

  private void forget(Trace trace) {
    AnswerCache asked = cache;
    SemanticCache able = semantic;
    String entryId = trace.entryId();
    if (asked == null) {
      return;
    }
    if (similar != null && trace.likeness() != null) {
      similar.bad(trace.likeness());
    }
    try {
      call(
          () -> {
            if (able != null && entryId != null) {
              able.veto(trace.key(), entryId);
              able.forget(entryId);
            } else {
              asked.forget(answer -> answer.equals(trace.answer()));
            }
            if (judge != null) {
              judge.forgotten(trace);
            }
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks for an answer given before. */
  public LookUp lookUp(ChatRequest request, String question) throws InterruptedException {
    return find(request, question, true);
  }

  /** Looks again under the key of a miss, in case the answer has come in meanwhile. */
  public LookUp again(LookUp.Miss miss, ChatRequest request) throws InterruptedException {
    AnswerCache asked = cache;
    CachedAnswer found = asked == null ? null : call(() -> asked.peek(miss.key()));
    return found == null || !found.tenant().equals(request.metadata().tenant()) || isNever(found)
        ? miss
        : new LookUp.Hit(miss.key(), found, null);
  }

  /** As {@link #lookUp}, but leaves no trace in the cache. */
  public LookUp peek(ChatRequest request, String question) throws InterruptedException {
    return find(request, question, false);
  }

  private LookUp find(ChatRequest request, String question, boolean counted)
      throws InterruptedException {
    AnswerCache asked = cache;
    if (asked == null) {
      return NO_CACHE;
    }
    if (!(request.messages().getLast() instanceof Message.User)) {
      return NOT_LAST;
    }
    if (question.isBlank()) {
      return EMPTY;
    }
    if (request.metadata().tenant().equals(Metadata.NO_TENANT)) {
      return NO_TENANT;
    }
    if (isNever(request.metadata())) {
      return EXCLUDED;
    }
    CacheKey key = keys.key(request, question);
    if (Freshness.isAsked(key.question())) {
      return FRESH;
    }
    CachedAnswer found = call(() -> counted ? asked.find(key) : asked.peek(key));
    if (found == null || !found.tenant().equals(request.metadata().tenant()) || isNever(found)) {
      return new LookUp.Miss(key, null);
    }
    return new LookUp.Hit(key, found, null);
  }

  /** Whether the policy never gives answers to such questions to anybody else. */
  public boolean isNever(Classified classified) {
    return isNever(classified.tier(), classified.intent());
  }

  private boolean isNever(CachedAnswer answer) {
    return isNever(answer.tier(), answer.intent());
  }

  private boolean isNever(String tier, @Nullable String intent) {
    return never.tiers().contains(tier) || (intent != null && never.intents().contains(intent));
  }

  private boolean isNever(Metadata metadata) {
    return never.priority().contains(metadata.priority())
        || never.tenants().contains(metadata.tenant())
        || (metadata.intent() != null && never.intents().contains(metadata.intent()))
        || (!never.tags().isEmpty() && metadata.tags().stream().anyMatch(never.tags()::contains));
  }

  /**
   * Stores an answer under the key of a miss, unless the policy never recalls such answers. Beside
   * an entry that is nearly the same there is no second one: that one gets the answer.
   */
  public void store(String requestId, LookUp.Miss miss, CachedAnswer answer)
      throws InterruptedException {
    AnswerCache asked = cache;
    if (asked == null || isNever(answer) || invalidations.cover(answer)) {
      return;
    }
    memory.put(requestId, new Trace(miss.key(), answer, null, null));
    call(
        () -> {
          store(asked, miss, answer);
          if (invalidations.cover(answer)) {
            asked.forget(answer::equals);
          }
          return null;
        });
  }

  /**
   * Forgets answers, those under way included.
   *
   * @throws PenstockException if the cache fails
   */
  public long invalidate(Invalidation which, Instant now) {
    AnswerCache asked = cache;
    invalidations.add(which, now, longest);
    if (asked == null) {
      return 0;
    }
    try {
      return asked.forget(answer -> Invalidations.matches(which, answer));
    } catch (RuntimeException e) {
      throw new PenstockException(
          ErrorCode.PLUGIN_UNUSABLE,
          "the cache may not have forgotten all that it was told to: " + Isolation.describe(e));
    }
  }

  private void store(AnswerCache asked, LookUp.Miss miss, CachedAnswer answer) {
    Similar near = miss.similar();
    SemanticCache able = semantic;
    if (able == null || near == null) {
      asked.store(miss.key(), answer);
      return;
    }
    Neighbour duplicate = near.duplicate();
    if (duplicate == null || !able.refresh(duplicate.entryId(), answer)) {
      able.store(miss.key(), answer, near.embedding());
    }
  }

  /** Changes whenever answers are forgotten. */
  public long era() {
    return invalidations.era();
  }

  /** When the answer to a question of a class expires, or null if the policy does not say. */
  public @Nullable Instant expiry(@Nullable String intent, String route, Instant now) {
    Duration ttl = ttlOf.get(intent == null ? route : intent);
    if (ttl == null) {
      return null;
    }
    double cut = MOST_CUT * ThreadLocalRandom.current().nextDouble();
    return now.plusMillis(Math.max(1, (long) (ttl.toMillis() * (1 - cut))));
  }

  /** What the cache did so far. */
  public CacheStatistics statistics() {
    AnswerCache asked = cache;
    if (asked == null) {
      return CacheStatistics.NONE;
    }
    try {
      CacheStatistics statistics = call(asked::statistics);
      CacheStatistics known = statistics == null ? CacheStatistics.NONE : statistics;
      return similar == null ? known : known.withClasses(similar.describe());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CacheStatistics.NONE;
    }
  }

  /** The look-up's part in an explanation; the parts of the key are worth their time only there. */
  public CacheTrace explain(LookUp lookUp, ChatRequest request) {
    return switch (lookUp) {
      case LookUp.Off off -> trace(off);
      case LookUp.Miss miss ->
          new CacheTrace(
              CacheState.MISS, "", keys.explain(request, miss.key()), likeness(miss.similar()));
      case LookUp.Hit hit ->
          new CacheTrace(
              hit.state(), "", keys.explain(request, hit.key()), likeness(hit.similar()));
    };
  }

  /** The look-up's part in the explanation that an answer carries. */
  public static CacheTrace brief(LookUp lookUp) {
    return switch (lookUp) {
      case LookUp.Off off -> trace(off);
      case LookUp.Miss miss ->
          new CacheTrace(CacheState.MISS, "", parts(miss.key()), likeness(miss.similar()));
      case LookUp.Hit hit ->
          new CacheTrace(hit.state(), "", parts(hit.key()), likeness(hit.similar()));
    };
  }

  private static @Nullable Likeness likeness(@Nullable Similar similar) {
    return similar == null ? null : similar.likeness();
  }

  private static CacheTrace trace(LookUp.Off off) {
    return new CacheTrace(CacheState.OFF, off.reason(), List.of());
  }

  private static List<KeyPart> parts(CacheKey key) {
    return List.of(new KeyPart("partition", key.partition()), new KeyPart("exact", key.exact()));
  }

  private <T extends @Nullable Object> @Nullable T call(Callable<@Nullable T> work)
      throws InterruptedException {
    IsolatedCache asked = isolated;
    return asked == null ? null : asked.<T>call(work);
  }
}
