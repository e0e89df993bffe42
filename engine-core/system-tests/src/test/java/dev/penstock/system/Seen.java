package dev.penstock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.Answer;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Attempt.Outcome;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the caller saw of a request.
 *
 * @param answer the answer, or null if there was none
 * @param error the error, or null if there was none
 * @param text the text that reached the caller, whole or not
 */
record Seen(@Nullable Answer answer, @Nullable PenstockException error, String text) {
  /** The model answered, and the caller saw this text and no other. */
  Seen answered(String model, String whole) {
    assertThat(error).isNull();
    assertThat(text).isEqualTo(whole);
    Answer given = Objects.requireNonNull(answer);
    assertThat(given.text()).isEqualTo(whole);
    assertThat(given.route().model()).isEqualTo(model);
    return this;
  }

  /** There was no answer, and the caller saw this much of one. */
  Seen failed(ErrorCode code, String soFar) {
    assertThat(answer).isNull();
    assertThat(error).isNotNull();
    assertThat(error.code()).as(error.getMessage()).isEqualTo(code);
    assertThat(text).isEqualTo(soFar);
    return this;
  }

  /** There was no answer and nothing of one. */
  Seen failed(ErrorCode code) {
    return failed(code, "");
  }

  /** The error says when to ask again: in so long, give or take what has passed. */
  Seen retryAfter(Duration least, Duration most) {
    assertThat(Objects.requireNonNull(error).retryAfter()).isBetween(least, most);
    return this;
  }

  String message() {
    return Objects.requireNonNull(error).getMessage();
  }

  List<Attempt> attempts() {
    return error == null ? Objects.requireNonNull(answer).attempts() : error.attempts();
  }

  Attempt attempt(int number) {
    assertThat(attempts()).hasSizeGreaterThanOrEqualTo(number);
    return attempts().get(number - 1);
  }

  /** Which models were asked, in order. */
  Seen asked(String... models) {
    assertThat(attempts()).extracting(Attempt::model).containsExactly(models);
    return this;
  }

  /** VOID: it cost nothing. */
  Seen voided(int number, String why) {
    Attempt attempt = attempt(number);
    assertThat(attempt.failure()).startsWith(why + ": ");
    assertThat(attempt.outcome()).as(attempt.failure()).isEqualTo(Outcome.FAILED);
    assertThat(attempt.usage()).isEqualTo(Usage.NONE);
    assertThat(attempt.cost()).isEqualTo(Usd.ZERO);
    return this;
  }

  /** EST: it was posted as an estimate, as waste. */
  Seen estimated(int number, String why) {
    Attempt attempt = attempt(number);
    assertThat(attempt.failure()).startsWith(why + ": ");
    assertThat(attempt.outcome()).as(attempt.failure()).isEqualTo(Outcome.WASTED);
    assertThat(attempt.usage().estimated()).isTrue();
    assertThat(attempt.usage().input()).isPositive();
    assertThat(attempt.cost()).isGreaterThan(Usd.ZERO);
    return this;
  }

  /** EXACT: it answered, and was posted as reported. */
  Seen exact(int number, Usage usage) {
    Attempt attempt = attempt(number);
    assertThat(attempt.failure()).isNull();
    assertThat(attempt.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(attempt.usage()).isEqualTo(usage);
    assertThat(attempt.cost()).isEqualTo(Desk.cost(usage));
    return this;
  }
}
