package dev.penstock.core.policy;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the mistakes of one file, and keeps secrets out of their messages. */
final class Problems {
  private static final int MOST = 100;
  private static final int LONGEST_MESSAGE = 500;
  private static final int SHORTEST_MASKED = 4;

  private final String file;
  private final List<PolicyProblem> found = new ArrayList<>();
  private final Set<String> masked = new HashSet<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Place place, String path, String code, String message) {
    found.add(new PolicyProblem(file, place.line(), place.column(), path, code, message));
  }

  /** Keeps a text out of all messages, also of those added before. */
  void mask(String text) {
    if (text.length() >= SHORTEST_MASKED) {
      masked.add(text);
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the file, at most {@value #MOST} and a last one that says how many more. */
  List<PolicyProblem> sorted() {
    List<PolicyProblem> sorted =
        new ArrayList<>(
            found.stream()
                .sorted(
                    Comparator.comparingInt(PolicyProblem::line)
                        .thenComparingInt(PolicyProblem::column))
                .limit(MOST)
                .map(this::presentable)
                .toList());
    if (found.size() > MOST) {
      String message = (found.size() - MOST) + " more mistakes are not shown";
      sorted.add(new PolicyProblem(file, 0, 0, NodePath.ROOT, "MORE", message));
    }
    return List.copyOf(sorted);
  }

  void throwIfAny() {
    if (!isEmpty()) {
      throw new PolicyException(sorted());
    }
  }

  /** The exception of a mistake that leaves nothing further to check. */
  PolicyException only(Place place, String path, String code, String message) {
    found.clear();
    add(place, path, code, message);
    return new PolicyException(sorted());
  }

  private PolicyProblem presentable(PolicyProblem problem) {
    String message = problem.message();
    for (String text : masked) {
      message = message.replace(text, "*****");
    }
    if (message.length() > LONGEST_MESSAGE) {
      message = message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }
    return new PolicyProblem(
        problem.file(), problem.line(), problem.column(), problem.path(), problem.code(), message);
  }
}
