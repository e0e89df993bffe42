package dev.penstock.spi;

/** What went wrong with a call to a provider. What the engine does about each is its own matter. */
public enum FailureKind {
  /** Too many requests or tokens in a while. */
  RATE_LIMITED,
  /** The account's money or quota is used up. */
  QUOTA_EXHAUSTED,
  /** The provider is overloaded or in maintenance. */
  OVERLOADED,
  /** The provider failed inside, or a gateway before it. */
  SERVER_ERROR,
  /** No connection: refused, no route, unknown host. */
  UNREACHABLE,
  /** The certificate or protocol of the connection is not to be trusted. */
  TLS_FAILED,
  /** No connection in time. */
  CONNECT_TIMEOUT,
  /** No answer, or not all of it, in time. */
  TIMEOUT,
  /** The answer broke off before its end. */
  TRUNCATED,
  /** The answer is not what the wire allows. */
  MALFORMED,
  /** The answer is larger than any real one. */
  TOO_LARGE,
  /** The request has more tokens than the model's window. */
  CONTEXT_LENGTH_EXCEEDED,
  /** A filter refused the request. */
  CONTENT_FILTERED,
  /** The provider or model does not know a parameter of the request that others know. */
  UNSUPPORTED,
  /** The request is wrong in another way. */
  BAD_REQUEST,
  /** The provider asks to try the same again: a conflict or a slow request. */
  TRY_AGAIN,
  /** There is no such model, or no longer. */
  MODEL_NOT_FOUND,
  /** The key is wrong or may not do this. */
  UNAUTHORIZED,
  /** The provider points elsewhere, which is never followed. */
  REDIRECTED,
  /** The caller or the engine gave up. */
  CANCELLED,
  /** The plugin itself failed. */
  PLUGIN_FAILED
}
