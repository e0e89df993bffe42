package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an error of the upstream means: by its code or type where that is certain, else by the
 * status, and only where vendors tell no code by a phrase of its text.
 */
public final class ErrorKinds {
  private final Map<String, FailureKind> certain;
  private final Map<String, FailureKind> withoutStatus;
  private final Map<FailureKind, List<String>> phrases;

  /**
   * The words of a vendor.
   *
   * @param certain codes and types that mean the same under any status
   * @param withoutStatus types that only say what a status would, for errors that come without one
   * @param phrases parts of texts, and of words of details, in lower case, for what a vendor tells
   *     no code for: only {@link FailureKind#CONTEXT_LENGTH_EXCEEDED}, {@link
   *     FailureKind#CONTENT_FILTERED} and {@link FailureKind#QUOTA_EXHAUSTED} are looked for
   */
  public ErrorKinds(
      Map<FailureKind, List<String>> certain,
      Map<FailureKind, List<String>> withoutStatus,
      Map<FailureKind, List<String>> phrases) {
    this.certain = byWord(certain);
    this.withoutStatus = byWord(withoutStatus);
    this.phrases = Map.copyOf(phrases);
  }

  /** The kind of an error that came with a status. */
  FailureKind of(int status, ErrorBody error) {
    FailureKind known = lookUp(certain, error);
    if (known != null) {
      return known;
    }
    return switch (status) {
      case 401, 403 ->
          says(error, FailureKind.CONTENT_FILTERED)
              ? FailureKind.CONTENT_FILTERED
              : FailureKind.UNAUTHORIZED;
      case 402 -> FailureKind.QUOTA_EXHAUSTED;
      case 404, 410 -> FailureKind.MODEL_NOT_FOUND;
      case 408, 409, 425, 499 -> FailureKind.TRY_AGAIN;
      case 413 -> FailureKind.CONTEXT_LENGTH_EXCEEDED;
      case 429 ->
          says(error, FailureKind.QUOTA_EXHAUSTED)
              ? FailureKind.QUOTA_EXHAUSTED
              : FailureKind.RATE_LIMITED;
      case 503, 529 -> FailureKind.OVERLOADED;
      default -> {
        if (status >= 300 && status < 400) {
          yield FailureKind.REDIRECTED;
        }
        yield status >= 400 && status < 500 ? refused(error) : FailureKind.SERVER_ERROR;
      }
    };
  }

  /** The kind of an error inside of a response that said 200. */
  FailureKind inside(ErrorBody error) {
    FailureKind known = lookUp(certain, error);
    if (known != null) {
      return known;
    }
    int status = status(error.code());
    if (status != 0) {
      return of(status, error);
    }
    FailureKind kind = lookUp(withoutStatus, error);
    if (kind == FailureKind.BAD_REQUEST) {
      return refused(error);
    }
    return kind == null ? FailureKind.SERVER_ERROR : kind;
  }

  /**
   * How far a request got that ended so within a response that said 200, before any output. Only a
   * status tells that a filter looked at the prompt and nobody else did.
   */
  static Phase phaseInside(FailureKind kind) {
    return kind == FailureKind.CONTENT_FILTERED ? Phase.MAY_HAVE_RUN : phase(kind);
  }

  /**
   * How far a request got that ended so within a stream, before any output. A stream that has begun
   * may have been overloaded in the midst of the prompt.
   */
  static Phase phaseInStream(FailureKind kind) {
    return kind == FailureKind.OVERLOADED ? Phase.MAY_HAVE_RUN : phaseInside(kind);
  }

  /** How far a request got that ended so before there was any output. */
  static Phase phase(FailureKind kind) {
    return switch (kind) {
      case RATE_LIMITED,
          QUOTA_EXHAUSTED,
          OVERLOADED,
          CONTEXT_LENGTH_EXCEEDED,
          CONTENT_FILTERED,
          UNSUPPORTED,
          BAD_REQUEST,
          MODEL_NOT_FOUND,
          UNAUTHORIZED,
          REDIRECTED ->
          Phase.NOT_RUN;
      case SERVER_ERROR,
          UNREACHABLE,
          TLS_FAILED,
          CONNECT_TIMEOUT,
          TIMEOUT,
          TRUNCATED,
          MALFORMED,
          TOO_LARGE,
          TRY_AGAIN,
          CANCELLED,
          PLUGIN_FAILED ->
          Phase.MAY_HAVE_RUN;
    };
  }

  private FailureKind refused(ErrorBody error) {
    if (says(error, FailureKind.QUOTA_EXHAUSTED)) {
      return FailureKind.QUOTA_EXHAUSTED;
    }
    if (says(error, FailureKind.CONTEXT_LENGTH_EXCEEDED)) {
      return FailureKind.CONTEXT_LENGTH_EXCEEDED;
    }
    return says(error, FailureKind.CONTENT_FILTERED)
        ? FailureKind.CONTENT_FILTERED
        : FailureKind.BAD_REQUEST;
  }

  private boolean says(ErrorBody error, FailureKind kind) {
    List<String> known = phrases.getOrDefault(kind, List.of());
    return Stream.concat(Stream.of(error.text()), error.words().stream())
        .map(ErrorKinds::lower)
        .anyMatch(text -> known.stream().anyMatch(text::contains));
  }

  private static @Nullable FailureKind lookUp(Map<String, FailureKind> table, ErrorBody error) {
    return Stream.of(
            Stream.ofNullable(error.code()),
            Stream.ofNullable(error.type()),
            error.words().stream())
        .flatMap(words -> words)
        .map(word -> table.get(lower(word)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static int status(@Nullable String code) {
    return code != null && code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0;
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static Map<String, FailureKind> byWord(Map<FailureKind, List<String>> words) {
    Map<String, FailureKind> kinds = new HashMap<>();
    words.forEach((kind, list) -> list.forEach(word -> kinds.put(word, kind)));
    return Map.copyOf(kinds);
  }
}
