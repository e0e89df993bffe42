package dev.penstock.core.evaluate;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.core.classify.ClassifierChain;
import dev.penstock.core.instance.ClassifierInstance;
import dev.penstock.spi.ProviderException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier makes of questions that come to it, and what others make of the rest.
 *
 * @param classifier which it is
 * @param queries the questions
 * @param fixed the tier of each question that others decide, or -1
 * @param difficulty that of each question that is left to it
 * @param nanos what each question costs in each tier
 */
@SuppressWarnings("ArrayRecordComponent") // not compared and not given away
record Difficulties(
    ClassifierInstance classifier,
    List<Query> queries,
    int[] fixed,
    double[] difficulty,
    double[][] nanos) {
  /** How many questions are left to the classifier. */
  long measured() {
    return Arrays.stream(fixed).filter(tier -> tier < 0).count();
  }

  /**
   * Asks the classifiers of a policy.
   *
   * @param wanted the name or number of the classifier; null for the last that measures difficulty
   */
  static Difficulties of(
      PolicyChain policy, List<Query> queries, @Nullable String wanted, TierCosts costs)
      throws ProviderException, InterruptedException {
    policy.embed(queries.stream().map(Query::text).toList());
    int place = wanted == null ? last(policy, queries) : place(policy.classifiers(), wanted);
    List<ClassifierInstance> all = policy.classifiers();
    ClassifierInstance own = all.get(place);
    ClassifierChain before = policy.chain(all.subList(0, place));
    ClassifierChain it =
        policy.chain(
            List.of(new ClassifierInstance(own.spec(), own.name(), own.classifier(), null)));
    ClassifierChain after = policy.chain(all.subList(place + 1, all.size()));
    int[] fixed = new int[queries.size()];
    double[] difficulty = new double[queries.size()];
    double[][] nanos = new double[queries.size()][];
    for (int i = 0; i < fixed.length; i++) {
      String text = queries.get(i).text();
      Classified decided = policy.classify(before, text);
      if (decided.decidedBy().equals(Classified.UNSURE)) {
        decided = policy.classify(it, text);
      }
      fixed[i] = policy.policy().tiers().indexOf(decided.tier());
      if (decided.decidedBy().equals(Classified.UNSURE)) {
        OptionalDouble found = policy.difficulty(it, text);
        difficulty[i] = found.orElse(0);
        decided = policy.classify(after, text);
        fixed[i] = found.isPresent() ? -1 : policy.policy().tiers().indexOf(decided.tier());
      }
      nanos[i] = costs.nanos(ChatRequest.of(text), decided.intent());
    }
    return new Difficulties(own, queries, fixed, difficulty, nanos);
  }

  private static int place(List<ClassifierInstance> all, String wanted) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(wanted) || Integer.toString(i + 1).equals(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "the policy has no classifier %s; it has %s, which may be named by number too"
            .formatted(wanted, all.stream().map(ClassifierInstance::name).toList()));
  }

  private static int last(PolicyChain policy, List<Query> queries) throws InterruptedException {
    for (int i = policy.classifiers().size() - 1; i >= 0; i--) {
      ClassifierChain alone = policy.chain(List.of(policy.classifiers().get(i)));
      for (Query query : queries) {
        if (policy.difficulty(alone, query.text()).isPresent()) {
          return i;
        }
      }
    }
    throw new IllegalArgumentException(
        "none of the policy's classifiers %s measures how hard these questions are"
            .formatted(policy.classifiers().stream().map(ClassifierInstance::name).toList()));
  }
}
