package dev.penstock.samples.gateway.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered, as its client is told. The message never holds text of a prompt, a
 * key, or anything else that came from the body but names of its fields.
 */
public final class HttpError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String field;
  private final @Nullable Duration retryAfter;

  /**
   * An error.
   *
   * @param status the status of HTTP
   * @param code a word for programs, such as {@code model_not_found}
   * @param field the field of the body that it is about, or null
   * @param retryAfter when to come again, or null
   */
  public HttpError(
      int status,
      String code,
      String message,
      @Nullable String field,
      @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  /** An error that is about no field. */
  public HttpError(int status, String code, String message) {
    this(status, code, message, null, null);
  }

  /** A field that is wrong. */
  public static HttpError field(String code, String field, String message) {
    return new HttpError(400, code, message, field, null);
  }

  /** A body that came too slowly. */
  static HttpError tooSlow() {
    return new HttpError(
        408, "request_timeout", "the body did not come in time; send it faster, or less of it");
  }

  /** A body that is too large. */
  static HttpError tooLarge() {
    return new HttpError(413, "body_too_large", "the body is too large; send less of it");
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** A word for programs. */
  public String code() {
    return code;
  }

  /** What it says. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** The field of the body that it is about, or null. */
  public @Nullable String field() {
    return field;
  }

  /** When to come again, or null. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
