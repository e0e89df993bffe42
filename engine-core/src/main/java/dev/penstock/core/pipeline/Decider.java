package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.explain.Candidate;
import dev.penstock.api.explain.Candidate.Filter;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.classify.ClassifierChain;
import dev.penstock.core.embed.QuestionEmbedding;
import dev.penstock.core.embed.QuestionVectors;
import dev.penstock.core.limit.Excess;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;
import dev.penstock.core.select.Choice;
import dev.penstock.core.select.Need;
import dev.penstock.core.select.Selection;
import dev.penstock.core.select.Selector;
import dev.penstock.core.tokens.InputSize;
import dev.penstock.core.tokens.TokenCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides about a request: recall, classify, select. Calls no answering provider. */
final class Decider {
  private static final RouteSpec NO_ROUTE =
      RouteSpec.of("none", null, List.of(RouteSpec.ANY), Rank.ORDERED);

  private final Recall recall;
  private final QuestionVectors vectors;
  private final ClassifierChain classifiers;
  private final Selector selector;
  private final Preparation preparation;
  private final TokenCounter counter;
  private final LongSupplier ticker;

  Decider(
      Recall recall,
      QuestionVectors vectors,
      ClassifierChain classifiers,
      Selector selector,
      Preparation preparation,
      TokenCounter counter,
      LongSupplier ticker) {
    this.recall = recall;
    this.vectors = vectors;
    this.classifiers = classifiers;
    this.selector = selector;
    this.preparation = preparation;
    this.counter = counter;
    this.ticker = ticker;
  }

  Decision decide(Admitted admitted) throws InterruptedException {
    LookUp lookUp = recall.lookUp(admitted.request(), admitted.question());
    if (lookUp instanceof LookUp.Hit hit) {
      return new Decision.Recalled(admitted, hit);
    }
    return select(admitted, lookUp, vectors.of(admitted.asker(), admitted.question()), false);
  }

  /** What would be decided if nothing were recalled; input tokens are counted for the reader. */
  Decision decideWithoutRecall(Admitted admitted, LookUp lookUp) throws InterruptedException {
    return select(admitted, lookUp, vectors.of(admitted.asker(), admitted.question()), true);
  }

  /** As {@link #decideWithoutRecall}, but spends nothing, not even on a vector. */
  Decision explain(Admitted admitted, LookUp lookUp) throws InterruptedException {
    return select(admitted, lookUp, vectors.free(admitted.asker(), admitted.question()), true);
  }

  /** After the classifiers, since what is near enough depends on what the question is about. */
  private LookUp similar(
      Admitted admitted,
      LookUp lookUp,
      Classified classified,
      @Nullable RouteSpec route,
      QuestionEmbedding embedding,
      boolean counted)
      throws InterruptedException {
    if (!(lookUp instanceof LookUp.Miss miss)) {
      return lookUp;
    }
    List<String> names = new ArrayList<>();
    if (classified.intent() != null) {
      names.add(classified.intent());
    }
    if (route != null) {
      names.add(route.name());
    }
    return recall.lookUpSimilar(
        miss, admitted.request(), admitted.question(), names, embedding, counted);
  }

  private Decision select(
      Admitted admitted, LookUp exact, QuestionEmbedding embedding, boolean explained)
      throws InterruptedException {
    Classified classified =
        classifiers.classify(admitted.request(), admitted.question(), embedding);
    RouteSpec route = selector.route(admitted.request().metadata(), classified);
    LookUp lookUp = similar(admitted, exact, classified, route, embedding, !explained);
    if (lookUp instanceof LookUp.Hit hit && !explained) {
      return new Decision.Recalled(admitted, hit);
    }
    Sent sent =
        route == null
            ? Sent.unchanged(admitted.request())
            : preparation.of(admitted.request(), route, classified, explained);
    InputSize size = new InputSize(sent.request(), counter);
    if (explained) {
      size.count();
    }
    Need need =
        new Need(
            sent.request(),
            admitted.id(),
            admitted.at(),
            size,
            Need.abilitiesOf(sent.request()),
            admitted.streamed());
    if (route == null) {
      return new Decision.Refusal(
          admitted,
          lookUp,
          classified,
          sent,
          ErrorCode.NO_CAPABLE_MODEL,
          "no route of the policy fits a request of tier " + classified.tier(),
          null,
          need,
          new Selection(NO_ROUTE, List.of(), null, List.of()));
    }
    Selection selection = selector.select(route, need, classified);
    if (selection.choices().isEmpty()) {
      return refusal(admitted, lookUp, classified, sent, need, selection);
    }
    Choice first = selection.choices().getFirst();
    Excess excess = first.claim().lackingForRequest();
    if (excess != null) {
      return new Decision.Refusal(
          admitted,
          lookUp,
          classified,
          sent,
          ErrorCode.RATE_LIMITED,
          excess.toString(),
          excess.lasts(),
          need,
          selector.removed(selection, excess));
    }
    return new Decision.Plan(
        admitted, lookUp, classified, sent, need, selection, ticker.getAsLong());
  }

  private static Decision refusal(
      Admitted admitted,
      LookUp lookUp,
      Classified classified,
      Sent sent,
      Need need,
      Selection selection) {
    ErrorCode code =
        removedBy(selection, Filter.BUDGET)
            ? ErrorCode.BUDGET_EXHAUSTED
            : removedBy(selection, Filter.HEALTH)
                ? ErrorCode.PROVIDERS_FAILED
                : ErrorCode.NO_CAPABLE_MODEL;
    StringBuilder message = new StringBuilder();
    message
        .append("no model of route ")
        .append(selection.route().name())
        .append(" may answer this request of tier ")
        .append(classified.tier());
    for (Candidate candidate : selection.candidates()) {
      if (candidate.removedBy() != Filter.ROUTE && candidate.removedBy() != Filter.ASKED_FOR) {
        message.append("; ").append(candidate.model()).append(": ").append(candidate.reason());
      }
    }
    return new Decision.Refusal(
        admitted,
        lookUp,
        classified,
        sent,
        code,
        message.toString(),
        code == ErrorCode.PROVIDERS_FAILED ? earliest(selection, admitted.at()) : null,
        need,
        selection);
  }

  private static @Nullable Duration earliest(Selection selection, Instant now) {
    return selection.candidates().stream()
        .map(candidate -> candidate.availability().until())
        .filter(until -> until != null && until.isAfter(now))
        .min(Comparator.naturalOrder())
        .map(until -> Duration.between(now, until))
        .orElse(null);
  }

  private static boolean removedBy(Selection selection, Filter filter) {
    return selection.candidates().stream().anyMatch(c -> c.removedBy() == filter);
  }
}
