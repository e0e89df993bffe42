package dev.penstock.core.recall;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.policy.JudgeSpec;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.SemanticCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which answers that were not certain enough are put to a judge, and what comes of its word: an
 * approved answer is stored for the new question too, a refused one is never given to it.
 * Thread-safe.
 */
public final class Judge {
  /** Longer texts cost more to judge than an answer saves. */
  private static final int LONGEST = 8_000;

  private final JudgeSpec spec;
  private final IsolatedCache cache;
  private final SemanticCache able;
  private final SimilarRecall similar;
  private final Predicate<CachedAnswer> never;
  private final HourlyQuota quota;

  /** By the key of a question, what was approved for it. */
  private final Latest<Approved> approved;

  private record Approved(String entryId, CachedAnswer copy) {}

  Judge(
      JudgeSpec spec,
      IsolatedCache cache,
      SemanticCache able,
      SimilarRecall similar,
      Predicate<CachedAnswer> never,
      InstantSource clock,
      @Nullable Judge before) {
    this.spec = spec;
    this.cache = cache;
    this.able = able;
    this.similar = similar;
    this.never = never;
    this.quota = before == null ? new HourlyQuota(clock) : before.quota;
    this.approved = before == null ? new Latest<>() : before.approved;
  }

  /** What there is to judge after a miss that was answered anew; null for nothing. */
  public @Nullable Doubt doubt(LookUp.Miss miss, CachedAnswer fresh) {
    Similar near = miss.similar();
    Neighbour entry = near == null ? null : near.neighbour();
    if (near == null || entry == null || near.certain() || near.duplicate() != null) {
      return null;
    }
    Double similarity = near.likeness().similarity();
    if (similarity == null
        || similarity < spec.minSimilarity().fraction()
        || entry.answer().text().equals(fresh.text())
        || never.test(fresh)) {
      return null;
    }
    Doubt doubt = new Doubt(miss, near, entry, fresh);
    long length = (long) doubt.before().length() + doubt.now().length();
    return length + entry.answer().text().length() > LONGEST ? null : doubt;
  }

  /** Takes one of the hour's questions, if one is left. */
  public boolean mayAsk() {
    return quota.take(spec.perHour());
  }

  /** The question to the judge, in the name of whose request it was. */
  public ChatRequest question(Doubt doubt, String id, Metadata metadata) {
    return JudgePrompt.of(doubt).id(id).model(spec.model()).metadata(metadata).build();
  }

  /**
   * Takes in what the judge said.
   *
   * @param text its whole answer, or null if it gave none
   */
  public void heard(Doubt doubt, @Nullable String text) throws InterruptedException {
    Judgement judgement = Judgement.of(text);
    similar.judged(doubt.similar().likeness(), judgement);
    cache.call(
        () -> {
          switch (judgement) {
            case APPROVED -> promote(doubt);
            case REFUSED -> able.veto(doubt.miss().key(), doubt.entry().entryId());
            case UNDECIDED -> {}
          }
          return null;
        });
  }

  /** Stores the answer for the new question, unless it was forgotten or replaced meanwhile. */
  private void promote(Doubt doubt) {
    CacheKey key = doubt.miss().key();
    Neighbour entry = doubt.entry();
    if (entry.answer().equals(able.peek(entry.key()))) {
      CachedAnswer copy = copy(doubt);
      able.store(key, copy, doubt.similar().embedding());
      approved.put(key.exact(), new Approved(entry.entryId(), copy));
    }
  }

  /** The same answer for the new question, which ends when the other does. */
  private static CachedAnswer copy(Doubt doubt) {
    CachedAnswer answer = doubt.entry().answer();
    CachedAnswer fresh = doubt.fresh();
    Instant end = doubt.entry().expiresAt();
    Set<String> tags = new HashSet<>(answer.tags());
    tags.addAll(fresh.tags());
    return new CachedAnswer(
        answer.text(),
        answer.tenant(),
        fresh.route(),
        answer.model(),
        answer.provider(),
        answer.simulated(),
        fresh.tier(),
        fresh.intent(),
        answer.usage(),
        answer.cost(),
        answer.storedAt(),
        doubt.now(),
        tags,
        answer.promptVersion(),
        end == null ? answer.expiresAt() : end);
  }

  /**
   * Takes in, on the cache's behalf, that an answer was bad: one that was approved for its question
   * is refused from now on, and of any other the copies are forgotten.
   */
  void forgotten(Trace trace) {
    CachedAnswer answer = trace.answer();
    Approved pair = approved.get(trace.key().exact());
    if (pair != null && trace.entryId() == null && pair.copy().equals(answer)) {
      able.veto(trace.key(), pair.entryId());
      return;
    }
    able.forget(
        other ->
            other.storedAt().equals(answer.storedAt())
                && other.tenant().equals(answer.tenant())
                && other.model().equals(answer.model())
                && other.text().equals(answer.text()));
  }
}
