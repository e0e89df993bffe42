package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A response whose body is not read yet. Its connection is used again only if the body was read to
 * its end before {@link #close()}.
 */
public final class UpstreamResponse implements AutoCloseable {
  private static final long PATIENCE_AFTER_END = TimeUnit.MILLISECONDS.toNanos(50);

  private final ClassicHttpResponse response;
  private final RunningCall call;
  private final CallWatch watch;
  private final LongSupplier ticker;
  private final CallLabel label;
  private final int largest;

  UpstreamResponse(
      ClassicHttpResponse response,
      RunningCall call,
      CallWatch watch,
      LongSupplier ticker,
      CallLabel label,
      int largest) {
    this.response = response;
    this.call = call;
    this.watch = watch;
    this.ticker = ticker;
    this.label = label;
    this.largest = largest;
  }

  /** The HTTP status. */
  public int status() {
    return response.getCode();
  }

  /** The first header of that name, or null. */
  public @Nullable String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** The media type in lower case without parameters, empty if it is not told. */
  public String mediaType() {
    String type = header("Content-Type");
    if (type == null) {
      return "";
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** The body of a whole answer, which fails beyond what the output limit of the call allows. */
  InputStream answer() throws ProviderException {
    return body(largest);
  }

  /** The body, which fails beyond the limit. */
  public InputStream body(int limit) throws ProviderException {
    HttpEntity entity = response.getEntity();
    requireSaneHead(entity);
    try {
      return entity == null
          ? InputStream.nullInputStream()
          : new LimitedStream(entity.getContent(), limit, call, ticker);
    } catch (IOException e) {
      throw failure(e, false);
    }
  }

  private void requireSaneHead(@Nullable HttpEntity entity) throws ProviderException {
    int size = 0;
    for (Header header : response.getHeaders()) {
      size +=
          header.getName().length() + (header.getValue() == null ? 0 : header.getValue().length());
    }
    if (size > Limits.HEADERS) {
      throw label.failure(FailureKind.TOO_LARGE, Phase.MAY_HAVE_RUN, "the headers are too large");
    }
    String encoding = entity == null ? null : entity.getContentEncoding();
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw label.failure(
          FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "the body is compressed though not asked for");
    }
  }

  /** What a failure to read the body means; {@code answering} once some of the answer was read. */
  public ProviderException failure(Exception e, boolean answering) {
    Phase phase = answering ? Phase.ANSWERING : Phase.MAY_HAVE_RUN;
    return e instanceof JacksonException json
        ? TransportFailures.ofBody(json, call, phase, label)
        : TransportFailures.ofBody(e, call, phase, label);
  }

  void waiting(@Nullable Thread thread) {
    call.waiting(thread);
  }

  /** Waits a moment for the end of a body whose content is complete, to keep the connection. */
  @SuppressWarnings("EmptyCatch")
  void finish(InputStream body) {
    call.endBy(ticker.getAsLong() + PATIENCE_AFTER_END);
    try {
      while (body.read() >= 0) {}
    } catch (IOException e) {
      // Only the connection is lost.
    }
  }

  /** Ends the connection now, from any thread, unless the body was read to its end. */
  @Override
  public void close() {
    watch.remove(call);
    call.end(RunningCall.End.CLOSED);
  }
}
