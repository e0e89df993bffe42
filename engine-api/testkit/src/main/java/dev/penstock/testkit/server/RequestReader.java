package dev.penstock.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after another. */
final class RequestReader {
  private static final int MAX_HEAD = 64 * 1024;

  private final Socket socket;
  private final InputStream in;
  private byte[] buffer = new byte[8 * 1024];
  private int start;
  private int end;

  RequestReader(Socket socket) throws IOException {
    this.socket = socket;
    in = socket.getInputStream();
  }

  /** The next request's head, or null at the end of the connection. */
  @Nullable RequestHead head() throws IOException {
    int seen = start;
    while (true) {
      for (int i = Math.max(start, seen - 3); i + 3 < end; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          RequestHead head = RequestHead.parse(buffer, start, i + 2);
          start = i + 4;
          return head;
        }
      }
      seen = end - compact();
      if (end > MAX_HEAD) {
        throw new IOException("the head of a request is too large");
      }
      if (!fill()) {
        return null;
      }
    }
  }

  byte[] body(RequestHead head) throws IOException {
    return head.chunked() ? chunks() : bytes(head.contentLength());
  }

  /** Waits for the client to go and drops whatever else it says. */
  void drain() throws IOException {
    while (in.read(buffer) >= 0) {
      start = 0;
      end = 0;
    }
  }

  /** Waits so long, or until the client goes, which is an {@link EOFException}. */
  void stay(long nanos) throws IOException {
    long until = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = until - System.nanoTime()) {
      if (end - start > MAX_HEAD) {
        throw new IOException("the client sends on while it has to wait");
      }
      fillWithin(left);
    }
  }

  /** Whether something of a further request is there or arrives in time. */
  boolean arrives(long nanos) throws IOException {
    return start < end || (nanos > 0 && fillWithin(nanos));
  }

  private boolean fillWithin(long nanos) throws IOException {
    long millis = Math.min(nanos / 1_000_000 + 1, Integer.MAX_VALUE);
    socket.setSoTimeout((int) millis);
    try {
      if (!fill()) {
        throw new EOFException("the client went");
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private byte[] bytes(int count) throws IOException {
    byte[] read = new byte[count];
    int buffered = Math.min(count, end - start);
    System.arraycopy(buffer, start, read, 0, buffered);
    start += buffered;
    if (in.readNBytes(read, buffered, count - buffered) < count - buffered) {
      throw new EOFException("a request broke off");
    }
    return read;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line();
      int semicolon = size.indexOf(';');
      int count =
          Integer.parseInt((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
      body.writeBytes(bytes(count));
      if (count > 0) {
        line();
      } else {
        while (!line().isEmpty()) {}
        return body.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(16);
    while (true) {
      if (start == end && !fill()) {
        throw new EOFException("a request broke off");
      }
      byte b = buffer[start++];
      if (b == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      }
      line.write(b);
    }
  }

  /** Moves what is left to the front; returns by how much. */
  private int compact() {
    int moved = start;
    if (moved > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= moved;
      start = 0;
    }
    return moved;
  }

  private boolean fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count > 0;
  }
}
