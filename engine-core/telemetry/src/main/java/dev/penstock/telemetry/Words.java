package dev.penstock.telemetry;

import dev.penstock.api.explain.Attempt;
import dev.penstock.spi.FailureKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Constants and failures as words of attributes. */
final class Words {
  private static final Map<String, String> KINDS =
      Arrays.stream(FailureKind.values())
          .collect(Collectors.toMap(kind -> word(kind).replace('_', '-'), Words::word));

  private Words() {}

  /** A constant in lower case. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What kind of failure the text of the ledger tells of; its message is never a label. */
  static @Nullable String errorType(@Nullable String failure) {
    if (failure == null) {
      return null;
    }
    int colon = failure.indexOf(':');
    return KINDS.getOrDefault(colon < 0 ? failure : failure.substring(0, colon), Bounded.OTHER);
  }

  /** What kind of failure ended a call, or null for none. */
  static @Nullable String errorType(Attempt attempt) {
    return attempt.outcome() == Attempt.Outcome.ANSWERED ? null : errorType(attempt.failure());
  }

  /** What a call was for: the engine marks its own calls by the request's id. */
  static String purpose(String requestId) {
    return requestId.endsWith("/shadow")
        ? "shadow"
        : requestId.endsWith("/judge") ? "judge" : "answer";
  }
}
