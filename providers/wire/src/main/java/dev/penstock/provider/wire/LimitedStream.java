package dev.penstock.provider.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Fails once more bytes were read than a real answer has; says while it waits for some. */
final class LimitedStream extends FilterInputStream {
  /** The limit was passed. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  private final RunningCall call;
  private final LongSupplier ticker;
  private long left;

  LimitedStream(InputStream in, long limit, RunningCall call, LongSupplier ticker) {
    super(in);
    this.call = call;
    this.ticker = ticker;
    left = limit;
  }

  @Override
  public int read() throws IOException {
    call.reading(ticker.getAsLong());
    int read = in.read();
    call.notReading();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    call.reading(ticker.getAsLong());
    int read = in.read(bytes, offset, length);
    call.notReading();
    count(Math.max(read, 0));
    return read;
  }

  private void count(int read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new TooLarge("the body is too large");
    }
  }
}
