package dev.penstock.api;

import dev.penstock.api.explain.Attempt;
import dev.penstock.api.explain.Explanation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the engine. Its message says what was asked, what was found and what to do;
 * it never holds a secret or the text of a prompt.
 */
public class PenstockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Attempt> attempts;
  private final transient @Nullable Explanation explanation;
  private final @Nullable Duration retryAfter;

  /** An error without attempts. */
  public PenstockException(ErrorCode code, String message) {
    this(code, message, List.of(), null, null);
  }

  /** An error without attempts, and its cause. */
  public PenstockException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, List.of(), null, cause);
  }

  /** An error of a request. */
  public PenstockException(
      ErrorCode code,
      String message,
      List<Attempt> attempts,
      @Nullable Explanation explanation,
      @Nullable Throwable cause) {
    this(code, message, attempts, explanation, null, cause);
  }

  /**
   * An error of a request that may be made again later.
   *
   * @param retryAfter see {@link #retryAfter()}
   */
  public PenstockException(
      ErrorCode code,
      String message,
      List<Attempt> attempts,
      @Nullable Explanation explanation,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.attempts = List.copyOf(attempts);
    this.explanation = explanation;
    this.retryAfter = retryAfter;
  }

  /** What kind of error. */
  public ErrorCode code() {
    return code;
  }

  /** The calls to providers that were made. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** What was decided for the request, or null if it did not come to that. */
  public @Nullable Explanation explanation() {
    return explanation;
  }

  /**
   * After how long the first candidate may be asked again, as far as circuit breakers, limits of
   * the policy and what providers asked for tell; null if waiting does not help, or nothing stands
   * in the way of asking again at once.
   */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
