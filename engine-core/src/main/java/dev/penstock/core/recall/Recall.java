package dev.penstock.core.recall;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.CacheState;
import dev.penstock.api.explain.CacheTrace;
import dev.penstock.api.explain.KeyPart;
import dev.penstock.api.policy.Never;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Answers given before: look-up, and what may be stored at all. A cache that fails is a miss. */
public final class Recall {
  private static final String NAME = "cache";
  private static final LookUp NO_CACHE = new LookUp.Off("the policy has no cache");
  private static final LookUp NOT_LAST = new LookUp.Off("the last message is not the user's");
  private static final LookUp EMPTY = new LookUp.Off("the question has no text");
  private static final LookUp NO_TENANT = new LookUp.Off("the request names no tenant");
  private static final LookUp EXCLUDED = new LookUp.Off("the policy never recalls such requests");

  private final @Nullable AnswerCache cache;
  private final CacheKeys keys;
  private final Never never;
  private final Duration limit;
  private final Listeners listeners;

  /**
   * Recall for one policy; without a cache it is off.
   *
   * @param plugins what of its plugins decides how a question is answered
   */
  public Recall(Policy policy, String plugins, @Nullable AnswerCache cache, Listeners listeners) {
    this.cache = cache;
    this.keys = new CacheKeys(policy, plugins);
    this.never =
        policy.cache() == null || policy.cache().never() == null
            ? Never.NOTHING
            : policy.cache().never();
    this.limit = policy.deadlines().cache();
    this.listeners = listeners;
  }

  /** Looks for an answer given before. */
  public LookUp lookUp(ChatRequest request, String question) throws InterruptedException {
    return find(request, question, true);
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
    CachedAnswer found = call(() -> counted ? asked.find(key) : asked.peek(key));
    if (found == null || !found.tenant().equals(request.metadata().tenant()) || isNever(found)) {
      return new LookUp.Miss(key);
    }
    return new LookUp.Hit(key, found);
  }

  private boolean isNever(CachedAnswer answer) {
    return never.tiers().contains(answer.tier())
        || (answer.intent() != null && never.intents().contains(answer.intent()));
  }

  private boolean isNever(Metadata metadata) {
    return never.priority().contains(metadata.priority())
        || never.tenants().contains(metadata.tenant())
        || (metadata.intent() != null && never.intents().contains(metadata.intent()))
        || (!never.tags().isEmpty() && metadata.tags().stream().anyMatch(never.tags()::contains));
  }

  /** Stores an answer under the key of a miss, unless the policy never recalls such answers. */
  public void store(CacheKey key, CachedAnswer answer) throws InterruptedException {
    AnswerCache asked = cache;
    if (asked == null || isNever(answer)) {
      return;
    }
    call(
        () -> {
          asked.store(key, answer);
          return null;
        });
  }

  /** What the cache did so far. */
  public CacheStatistics statistics() {
    AnswerCache asked = cache;
    if (asked == null) {
      return CacheStatistics.NONE;
    }
    try {
      CacheStatistics statistics = call(asked::statistics);
      return statistics == null ? CacheStatistics.NONE : statistics;
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
          new CacheTrace(CacheState.MISS, "", keys.explain(request, miss.key()));
      case LookUp.Hit hit ->
          new CacheTrace(CacheState.HIT_EXACT, "", keys.explain(request, hit.key()));
    };
  }

  /** The look-up's part in the explanation that an answer carries. */
  public static CacheTrace brief(LookUp lookUp) {
    return switch (lookUp) {
      case LookUp.Off off -> trace(off);
      case LookUp.Miss miss -> new CacheTrace(CacheState.MISS, "", parts(miss.key()));
      case LookUp.Hit hit -> new CacheTrace(CacheState.HIT_EXACT, "", parts(hit.key()));
    };
  }

  private static CacheTrace trace(LookUp.Off off) {
    return new CacheTrace(CacheState.OFF, off.reason(), List.of());
  }

  private static List<KeyPart> parts(CacheKey key) {
    return List.of(new KeyPart("partition", key.partition()), new KeyPart("exact", key.exact()));
  }

  private <T extends @Nullable Object> @Nullable T call(Callable<@Nullable T> work)
      throws InterruptedException {
    AnswerCache asked = cache;
    if (asked == null) {
      return null;
    }
    try {
      return Isolation.<@Nullable T>call(asked, limit, work);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      listeners.tell(() -> new EngineEvent.PluginTrouble(NAME, Isolation.describe(e)));
      return null;
    }
  }
}
