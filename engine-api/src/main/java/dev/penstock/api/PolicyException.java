package dev.penstock.api;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be used, with all its mistakes. */
public final class PolicyException extends PenstockException {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyProblem> problems;

  /** An exception that carries at least one mistake. */
  public PolicyException(List<PolicyProblem> problems) {
    super(
        ErrorCode.INVALID_POLICY,
        problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All mistakes, in the order of the file. */
  public List<PolicyProblem> problems() {
    return problems;
  }
}
