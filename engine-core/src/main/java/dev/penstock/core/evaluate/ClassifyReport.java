package dev.penstock.core.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the classifiers of a policy are worth on a set of questions.
 *
 * @param questions how many there are
 * @param tiers the policy's tiers, easiest first
 * @param figures figures of the whole
 * @param routers the policy beside simple ways to route
 * @param confusion how many questions of each tier were given which, rows by what was due; empty if
 *     that is not known
 * @param decidedBy how many questions each classifier decided
 * @param passedOver how often a classifier was passed over, by what happened
 */
public record ClassifyReport(
    int questions,
    List<String> tiers,
    List<Figure> figures,
    List<Router> routers,
    List<List<Long>> confusion,
    Map<String, Long> decidedBy,
    Map<String, Long> passedOver) {
  /** Copies the collections. */
  public ClassifyReport {
    tiers = List.copyOf(tiers);
    figures = List.copyOf(figures);
    routers = List.copyOf(routers);
    confusion = confusion.stream().map(List::copyOf).toList();
    decidedBy = Collections.unmodifiableMap(new LinkedHashMap<>(decidedBy));
    passedOver = Collections.unmodifiableMap(new LinkedHashMap<>(passedOver));
  }

  /**
   * A way to route.
   *
   * @param name which
   * @param figures its figures
   */
  public record Router(String name, List<Figure> figures) {
    /** Copies the list. */
    public Router {
      figures = List.copyOf(figures);
    }
  }
}
