package dev.penstock.provider.simulated;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The failures of a simulated provider, shaped like those of a real one. */
final class Faults {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Faults() {}

  static ProviderException of(FailureKind kind, String model) {
    return switch (kind) {
      case RATE_LIMITED -> failure(kind, Phase.NOT_RUN, 429, model, RETRY_AFTER);
      case QUOTA_EXHAUSTED -> failure(kind, Phase.NOT_RUN, 402, model, null);
      case OVERLOADED -> failure(kind, Phase.NOT_RUN, 503, model, null);
      case SERVER_ERROR -> failure(kind, Phase.MAY_HAVE_RUN, 500, model, null);
      case UNREACHABLE, TLS_FAILED, CONNECT_TIMEOUT -> failure(kind, Phase.NOT_RUN, 0, model, null);
      case TIMEOUT, CANCELLED, PLUGIN_FAILED -> failure(kind, Phase.MAY_HAVE_RUN, 0, model, null);
      case TRUNCATED, MALFORMED, TOO_LARGE -> failure(kind, Phase.ANSWERING, 200, model, null);
      case CONTEXT_LENGTH_EXCEEDED, CONTENT_FILTERED, UNSUPPORTED, BAD_REQUEST ->
          failure(kind, Phase.NOT_RUN, 400, model, null);
      case TRY_AGAIN -> failure(kind, Phase.NOT_RUN, 409, model, null);
      case MODEL_NOT_FOUND -> failure(kind, Phase.NOT_RUN, 404, model, null);
      case UNAUTHORIZED -> failure(kind, Phase.NOT_RUN, 401, model, null);
      case REDIRECTED -> failure(kind, Phase.NOT_RUN, 307, model, null);
    };
  }

  /** The failure of a call whose thread was interrupted or whose provider was closed. */
  static ProviderException cancelled(String model) {
    return of(FailureKind.CANCELLED, model);
  }

  private static ProviderException failure(
      FailureKind kind, Phase phase, int status, String model, @Nullable Duration retryAfter) {
    return new ProviderException(
        new ProviderFailure(
            kind,
            phase,
            status,
            "simulated",
            SimulatedModel.MARK + model + " failed: " + name(kind),
            retryAfter));
  }

  private static String name(FailureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
