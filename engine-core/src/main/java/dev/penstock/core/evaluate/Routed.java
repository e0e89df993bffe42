package dev.penstock.core.evaluate;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.core.classify.ClassifierChain;
import dev.penstock.spi.ProviderException;
import java.util.ArrayList;
import java.util.List;

/**
 * A question with what a policy makes of it.
 *
 * @param query the question
 * @param tier the number of its tier, 0 for the easiest
 * @param decidedBy the classifier that decided
 * @param score where it stands among others: by its tier, within a tier by its difficulty
 * @param nanos what it costs in each tier, in nano-dollars
 */
@SuppressWarnings("ArrayRecordComponent") // not compared and not given away
record Routed(Query query, int tier, String decidedBy, double score, double[] nanos) {
  private static final double UNKNOWN = 0.5;

  /** Asks the classifiers of a policy about questions. */
  static List<Routed> all(PolicyChain policy, List<Query> queries, TierCosts costs)
      throws ProviderException, InterruptedException {
    policy.embed(queries.stream().map(Query::text).toList());
    ClassifierChain chain = policy.chain(policy.classifiers());
    ClassifierChain again = policy.again();
    List<Routed> all = new ArrayList<>(queries.size());
    for (Query query : queries) {
      Classified found = policy.classify(chain, query.text());
      Double difficulty = found.difficulty();
      if (found.decidedBy().equals(Classified.UNSURE)) {
        difficulty = policy.difficulty(again, query.text()).orElse(UNKNOWN);
      }
      int tier = policy.policy().tiers().indexOf(found.tier());
      all.add(
          new Routed(
              query,
              tier,
              found.decidedBy(),
              2 * tier + (difficulty == null ? UNKNOWN : difficulty),
              costs.nanos(ChatRequest.of(query.text()), found.intent())));
    }
    return all;
  }
}
