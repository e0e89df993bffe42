package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;

/** Thrown in place of the error of a request that a person takes over, with what is answered. */
final class PersonTakesOver extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  PersonTakesOver(Answer answer) {
    super("a person takes over", null, false, false);
    this.answer = answer;
  }

  Answer answer() {
    return answer;
  }
}
