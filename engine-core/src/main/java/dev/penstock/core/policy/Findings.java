package dev.penstock.core.policy;

import dev.penstock.api.PolicyProblem;
import java.util.List;

/** What the checks across a policy found. */
final class Findings {
  private final PolicyOrigin origin;
  private final Problems mistakes;
  private final Problems warnings;

  Findings(String file, PolicyOrigin origin) {
    this.origin = origin;
    this.mistakes = new Problems(file);
    this.warnings = new Problems(file);
  }

  void mistake(String path, String code, String message) {
    mistakes.add(origin.place(path), path, code, message);
  }

  void warning(String path, String code, String message) {
    warnings.add(origin.place(path), path, code, message);
  }

  /** The path of a list's item. */
  String item(String list, int index) {
    return origin.item(list, index);
  }

  /**
   * The warnings.
   *
   * @throws dev.penstock.api.PolicyException if there are mistakes
   */
  List<PolicyProblem> warningsOnly() {
    mistakes.throwIfAny();
    return warnings.sorted();
  }
}
