package dev.penstock.provider.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A JSON body that knows whether it was sent: before that, nothing can have been run. */
public final class RequestBody extends ByteArrayOutputStream implements HttpEntity {
  private volatile boolean sent;

  /** Starts empty. */
  public RequestBody() {
    super(2 * 1024);
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
