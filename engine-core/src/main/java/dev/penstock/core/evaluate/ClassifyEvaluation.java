package dev.penstock.core.evaluate;

import dev.penstock.api.explain.Classified;
import dev.penstock.core.evaluate.Figure.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Works out what routing was worth on questions. */
final class ClassifyEvaluation {
  private final List<Routed> routed;
  private final List<String> tiers;
  private final @Nullable TierFigures known;
  private final RouterComparison comparison;

  /**
   * Takes questions with what a policy made of them.
   *
   * @throws IllegalArgumentException if a question has a tier that the policy has not
   */
  ClassifyEvaluation(List<Routed> routed, List<String> tiers) {
    this.routed = List.copyOf(routed);
    this.tiers = List.copyOf(tiers);
    checkTiers(routed.stream().map(Routed::query).toList(), tiers);
    this.known = routed.stream().allMatch(one -> one.query().tier() != null) ? known() : null;
    this.comparison = new RouterComparison(routed, tiers.size());
  }

  static void checkTiers(List<Query> queries, List<String> tiers) {
    for (Query query : queries) {
      String due = query.tier();
      if (due != null && !tiers.contains(due)) {
        throw new IllegalArgumentException(
            "a question has the tier %s, but the policy's tiers are %s"
                .formatted(due, String.join(", ", tiers)));
      }
    }
  }

  RouterComparison comparison() {
    return comparison;
  }

  ClassifyReport report(int rounds, long seed, Map<String, Long> passedOver) {
    FigureList list = new FigureList();
    if (known != null) {
      list.add("accuracy", Unit.SHARE, known::accuracy);
      list.add("macro-f1", Unit.NUMBER, known::macroF1);
      list.add("under-routed", Unit.SHARE, known::under);
      list.add("over-routed", Unit.SHARE, known::over);
      String extremes = tiers.getLast() + "-to-" + tiers.getFirst();
      list.add(extremes, Unit.SHARE, known::hardestToEasiest);
    }
    addShare(list, "abstained", one -> one.decidedBy().equals(Classified.UNSURE));
    for (int i = 0; i < tiers.size(); i++) {
      int tier = i;
      addShare(list, "given-" + tiers.get(i), one -> one.tier() == tier);
    }
    return new ClassifyReport(
        routed.size(),
        tiers,
        list.of(routed.size(), rounds, seed),
        comparison.routers(rounds, seed),
        known == null ? List.of() : confusion(known),
        routed.stream()
            .collect(Collectors.groupingBy(Routed::decidedBy, TreeMap::new, Collectors.counting())),
        passedOver);
  }

  private void addShare(FigureList list, String name, Predicate<Routed> such) {
    double[] is = routed.stream().mapToDouble(one -> such.test(one) ? 1 : 0).toArray();
    list.add(name, Unit.SHARE, times -> FigureList.mean(times, is));
  }

  private TierFigures known() {
    return new TierFigures(
        tiers.size(),
        routed.stream().mapToInt(one -> tiers.indexOf(one.query().tier())).toArray(),
        routed.stream().mapToInt(Routed::tier).toArray());
  }

  private List<List<Long>> confusion(TierFigures figures) {
    int[] once = new int[routed.size()];
    Arrays.fill(once, 1);
    return Arrays.stream(figures.confusion(once))
        .map(row -> Arrays.stream(row).boxed().toList())
        .toList();
  }
}
