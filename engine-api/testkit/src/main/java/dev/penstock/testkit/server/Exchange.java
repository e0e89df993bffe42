package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request as a {@link ScriptedServer} received it. */
public final class Exchange {
  private final Wire wire;
  private final int number;
  private final RequestHead head;
  private final byte[] bytes;
  private final Connection connection;
  private final int onConnection;
  private volatile Usage billed = Usage.NONE;
  private volatile @Nullable Map<String, @Nullable Object> json;

  Exchange(
      Wire wire,
      int number,
      RequestHead head,
      byte[] bytes,
      Connection connection,
      int onConnection) {
    this.wire = wire;
    this.number = number;
    this.head = head;
    this.bytes = bytes;
    this.connection = connection;
    this.onConnection = onConnection;
  }

  /** Which request of the server this is, from 1. */
  public int number() {
    return number;
  }

  /** Which connection of the server it came on, from 1. */
  public int connection() {
    return connection.number();
  }

  /** Which request of its connection this is, from 1. */
  public int requestOnConnection() {
    return onConnection;
  }

  /**
   * The tokens on the server's bill for this request so far; none for what is not billed. See
   * {@link ScriptedServer#bill()}.
   */
  public Usage billed() {
    return billed;
  }

  void billed(Usage usage) {
    billed = usage;
  }

  /** The method, such as {@code POST}. */
  public String method() {
    return head.method();
  }

  /** The request target with prefix and query, such as {@code /v1/chat/completions}. */
  public String path() {
    return head.path();
  }

  /** All headers, names in lower case; equal ones joined by a comma. Keys are not hidden. */
  public Map<String, String> headers() {
    return head.headers();
  }

  /** One header by its name in lower case, or null. */
  public @Nullable String header(String name) {
    return head.headers().get(name);
  }

  /** The body as text. */
  public String body() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The length of the body in bytes. */
  public int bodyBytes() {
    return bytes.length;
  }

  /**
   * The body as JSON: maps, lists, strings, longs, doubles, booleans, null. Empty if there is none.
   *
   * @throws IllegalArgumentException if the body is not a JSON object
   */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> read = json;
    if (read == null) {
      read = bytes.length == 0 ? Map.of() : object(JsonReader.read(body()));
      json = read;
    }
    return read;
  }

  /** The model asked for, or an empty text. */
  public String model() {
    return wire.model(this);
  }

  /** Whether a stream is asked for. */
  public boolean stream() {
    return wire.stream(this);
  }

  /** The text of the last message of role {@code user}, or an empty text. */
  public String question() {
    return wire.question(this);
  }

  /**
   * Waits until the client closes the connection this request came on.
   *
   * @return false if it is still open after that time
   */
  public boolean awaitClientGone(Duration limit) throws InterruptedException {
    return connection.awaitClosed(limit);
  }

  /** A text, or the texts of parts, joined by line breaks. */
  static String text(@Nullable Object content) {
    if (content instanceof List<?> parts) {
      StringBuilder joined = new StringBuilder();
      for (Object part : parts) {
        if (part instanceof Map<?, ?> map && map.get("text") instanceof String text) {
          joined.append(joined.isEmpty() ? "" : "\n").append(text);
        }
      }
      return joined.toString();
    }
    return content instanceof String text ? text : "";
  }

  @SuppressWarnings("unchecked") // the reader makes maps with string keys only
  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalArgumentException("JSON: expected an object");
  }

  /** Method, path and number. */
  @Override
  public String toString() {
    return method() + " " + path() + " #" + number;
  }
}
