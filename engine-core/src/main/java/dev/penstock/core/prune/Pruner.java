package dev.penstock.core.prune;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.explain.PruneTrace;
import dev.penstock.api.policy.PruneSpec;
import dev.penstock.core.tokens.TokenBound;
import dev.penstock.core.tokens.TokenCounter;
import org.jspecify.annotations.Nullable;

/** Makes requests shorter as a policy says. The same request always becomes the same. */
public final class Pruner {
  private final @Nullable PruneSpec spec;
  private final TokenMeter meter;

  /** Prunes by a policy; null prunes nothing. */
  public Pruner(@Nullable PruneSpec spec, TokenCounter counter) {
    this.spec = spec;
    this.meter = new TokenMeter(counter);
  }

  /** What goes upstream for a request. */
  public Pruned prune(ChatRequest request) {
    if (spec == null) {
      return new Pruned(request, null);
    }
    Conversation conversation = Conversation.of(request.messages());
    int turns = conversation.turns().size();
    int keep = spec.keepTurns() == null ? turns : Math.min(spec.keepTurns(), turns);
    if (keep == turns && isWithinLimit(request) && isPlain(request)) {
      return new Pruned(request, null);
    }
    Words words = new Words();
    Draft draft = new Draft(request, conversation, spec, keep, false, words, meter);
    ChatRequest pruned = draft.request();
    long tokens = meter.of(pruned);
    Integer limit = spec.maxInput();
    if (limit != null && tokens > limit) {
      draft = fitting(request, conversation, spec, keep, limit, words);
      pruned = draft.request();
      tokens = meter.of(pruned);
      while (tokens > limit && draft.leaveOut(tokens - limit)) {
        pruned = draft.request();
        tokens = meter.of(pruned);
      }
    }
    boolean over = limit != null && tokens > limit;
    Tally tally = draft.tally();
    if (tally.parts().isEmpty() && !over) {
      return new Pruned(request, null);
    }
    return new Pruned(
        pruned, new PruneTrace(meter.of(request), tokens, limit, over, tally.parts()));
  }

  private Draft fitting(
      ChatRequest request,
      Conversation conversation,
      PruneSpec by,
      int keep,
      long limit,
      Words words) {
    Draft draft = new Draft(request, conversation, by, keep, true, words, meter);
    draft.fit(limit);
    int fit = draft.keptTurns();
    if (fit < keep) {
      // What the question refers to in turns that do not fit is extracted from them.
      draft = new Draft(request, conversation, by, fit, true, words, meter);
      draft.fit(limit);
    }
    return draft;
  }

  private boolean isWithinLimit(ChatRequest request) {
    Integer limit = spec == null ? null : spec.maxInput();
    return limit == null || TokenBound.of(request) <= limit;
  }

  /** Whether no strategy has anything to do with the documents. */
  private boolean isPlain(ChatRequest request) {
    for (ContextDocument document : request.documents()) {
      if (Json.isLike(document.text())
          || (spec != null && Rules.of(spec, document.name()) != null)) {
        return false;
      }
    }
    return true;
  }
}
