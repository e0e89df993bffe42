package dev.penstock.testkit.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request line and headers of an HTTP/1.1 request; header names in lower case. */
record RequestHead(String method, String path, Map<String, String> headers) {
  RequestHead {
    headers = Collections.unmodifiableMap(headers);
  }

  static RequestHead parse(byte[] bytes, int from, int to) throws IOException {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n");
    int space = text.indexOf(' ');
    int second = text.indexOf(' ', space + 1);
    if (space < 0 || second < 0 || second > end) {
      throw new IOException("not a request line");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    int start = end + 2;
    while (start < text.length()) {
      int lineEnd = text.indexOf("\r\n", start);
      int colon = text.indexOf(':', start);
      if (lineEnd < 0 || colon < 0 || colon > lineEnd) {
        throw new IOException("not a header line");
      }
      headers.merge(
          text.substring(start, colon).toLowerCase(Locale.ROOT),
          text.substring(colon + 1, lineEnd).strip(),
          (one, other) -> one + ", " + other);
      start = lineEnd + 2;
    }
    return new RequestHead(text.substring(0, space), text.substring(space + 1, second), headers);
  }

  boolean chunked() {
    return headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
  }

  int contentLength() throws IOException {
    @Nullable String length = headers.get("content-length");
    try {
      return length == null ? 0 : Integer.parseUnsignedInt(length);
    } catch (NumberFormatException e) {
      throw new IOException("not a content length", e);
    }
  }

  boolean keepAlive() {
    return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
  }
}
