package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** A JSON body that knows whether it was sent: before that, nothing can have been run. */
public final class RequestBody extends ByteArrayOutputStream implements HttpEntity {
  private volatile boolean sent;

  private RequestBody() {
    super(2 * 1024);
  }

  /**
   * A body with what the writer writes.
   *
   * @param writer throws {@link IllegalArgumentException} for what the wire cannot carry
   * @throws ProviderException if there is something that cannot be sent
   */
  public static RequestBody of(Consumer<JsonGenerator> writer, CallLabel label)
      throws ProviderException {
    RequestBody body = new RequestBody();
    try (JsonGenerator json = Json.generator(body)) {
      writer.accept(json);
    } catch (IllegalArgumentException e) {
      String why = e.getMessage() == null ? "cannot be sent" : e.getMessage();
      throw label.failure(FailureKind.BAD_REQUEST, Phase.NOT_RUN, why);
    } catch (JacksonException e) {
      throw label.failure(
          FailureKind.BAD_REQUEST, Phase.NOT_RUN, "the request has text or JSON that is not valid");
    }
    return body;
  }

  boolean sent() {
    return sent;
  }

  /** Not the inherited one, which holds its lock while the network takes the bytes. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void writeTo(OutputStream out) throws IOException {
    out.write(buf, 0, count);
    sent = true;
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(buf, 0, count);
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public long getContentLength() {
    return count;
  }

  @Override
  public String getContentType() {
    return "application/json";
  }

  @Override
  public @Nullable String getContentEncoding() {
    return null;
  }

  @Override
  public boolean isChunked() {
    return false;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }

  @Override
  public @Nullable Supplier<List<? extends Header>> getTrailers() {
    return null;
  }

  @Override
  public void close() {}
}
