package dev.penstock.provider.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What stands under {@code details} of an error: an object with a code, or Google's list of typed
 * objects, of which reasons, ids of quotas and the time to wait are read.
 *
 * @see <a href="https://google.aip.dev/193">Google's errors</a>
 */
final class ErrorDetails {
  private static final int MOST_WORDS = 32;

  private final List<String> words = new ArrayList<>(0);
  private @Nullable String code;
  private @Nullable Duration retryAfter;

  /** Reads the value the parser stands on. */
  void read(JsonParser json) {
    switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          read(json);
        }
      }
      default -> json.skipChildren();
    }
  }

  @Nullable String code() {
    return code;
  }

  List<String> words() {
    return words;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  private void object(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "error_code" -> code = Texts.orNull(json);
        case "reason", "quotaId" -> word(Texts.orNull(json));
        case "retryDelay" -> retryAfter = RetryAfter.ofSeconds(Texts.orNull(json));
        case "violations" -> read(json);
        default -> json.skipChildren();
      }
    }
  }

  private void word(@Nullable String word) {
    if (word != null && words.size() < MOST_WORDS) {
      words.add(word);
    }
  }
}
