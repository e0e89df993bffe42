package dev.penstock.samples.supportdesk;

import dev.penstock.api.Answer;
import dev.penstock.api.PenstockException;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usd;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a question.
 *
 * @param query the question
 * @param answer its answer, or null
 * @param error why there is none, or null
 * @param took how long it took
 */
record Row(Query query, @Nullable Answer answer, @Nullable PenstockException error, Duration took) {
  List<Attempt> attempts() {
    return answer != null ? answer.attempts() : error != null ? error.attempts() : List.of();
  }

  Usd cost() {
    Usd sum = Usd.ZERO;
    for (Attempt attempt : attempts()) {
      sum = sum.plus(attempt.cost());
    }
    return sum;
  }

  /** {@code hit-exact}, {@code hit-semantic}, {@code miss} or {@code off}. */
  String cache() {
    return answer == null
        ? "off"
        : answer.cache().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  long inputTokens() {
    return attempts().stream().mapToLong(attempt -> attempt.usage().input()).sum();
  }

  long outputTokens() {
    return attempts().stream().mapToLong(attempt -> attempt.usage().output()).sum();
  }
}
