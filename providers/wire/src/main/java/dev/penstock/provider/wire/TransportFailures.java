package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** What it means that a call broke off below HTTP or that a body could not be read. */
final class TransportFailures {
  private TransportFailures() {}

  /** A call that got no response. */
  static ProviderException of(Exception e, RunningCall call, boolean sent, CallLabel label) {
    Phase phase = sent ? Phase.MAY_HAVE_RUN : Phase.NOT_RUN;
    ProviderException ended = ended(e, call, phase, label);
    if (ended != null) {
      return ended;
    }
    Throwable cause = root(e);
    if (sent) {
      return broken(cause, phase, label);
    }
    if (e instanceof ConnectTimeoutException || cause instanceof SocketTimeoutException) {
      return label.failure(FailureKind.CONNECT_TIMEOUT, phase, "no connection in time", e);
    }
    if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
      return label.failure(
          FailureKind.TLS_FAILED, phase, "the connection is not to be trusted: " + name(cause), e);
    }
    boolean unreachable =
        cause instanceof UnknownHostException
            || cause instanceof ConnectException
            || cause instanceof NoRouteToHostException;
    return unreachable || cause instanceof IOException
        ? label.failure(FailureKind.UNREACHABLE, phase, "no connection: " + name(cause), e)
        : label.failure(FailureKind.PLUGIN_FAILED, phase, "failed inside: " + name(cause), e);
  }

  /** A response that could not be read to its end. */
  static ProviderException ofBody(Exception e, RunningCall call, Phase phase, CallLabel label) {
    ProviderException ended = ended(e, call, phase, label);
    if (ended != null) {
      return ended;
    }
    if (e instanceof UnexpectedEndOfInputException) {
      return label.failure(FailureKind.TRUNCATED, phase, "the answer broke off");
    }
    if (e instanceof JacksonException && !(e instanceof JacksonIOException)) {
      return label.failure(
          FailureKind.MALFORMED, phase, "the answer is not the JSON it should be: " + name(e));
    }
    return broken(root(e), phase, label);
  }

  private static ProviderException broken(Throwable cause, Phase phase, CallLabel label) {
    return switch (cause) {
      case LimitedStream.TooLarge large ->
          label.failure(FailureKind.TOO_LARGE, phase, "the answer is too large", cause);
      case MessageConstraintException large ->
          label.failure(FailureKind.TOO_LARGE, phase, "the headers are too large", cause);
      case ProtocolException wrong ->
          label.failure(FailureKind.MALFORMED, phase, "the answer is not HTTP", cause);
      case IOException broken ->
          label.failure(
              FailureKind.TRUNCATED, phase, "the connection broke: " + name(cause), cause);
      default ->
          label.failure(FailureKind.PLUGIN_FAILED, phase, "failed inside: " + name(cause), cause);
    };
  }

  private static @Nullable ProviderException ended(
      Exception e, RunningCall call, Phase phase, CallLabel label) {
    RunningCall.End end = call.end();
    if (end == null && Thread.currentThread().isInterrupted()) {
      end = RunningCall.End.INTERRUPTED;
    }
    return switch (end) {
      case null -> null;
      case TIMED_OUT -> label.failure(FailureKind.TIMEOUT, phase, "no whole answer in time", e);
      case SILENT -> label.failure(FailureKind.TIMEOUT, phase, "fell silent", e);
      case INTERRUPTED -> label.failure(FailureKind.CANCELLED, phase, "was interrupted", e);
      case CLOSED -> label.failure(FailureKind.CANCELLED, phase, "was closed", e);
    };
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The class name alone: a message could quote what was read. */
  private static String name(Throwable e) {
    return e.getClass().getSimpleName();
  }
}
