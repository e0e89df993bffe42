package dev.penstock.testkit.server;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.money.Usage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptedServer} does with one request: a content ({@link Answer}, {@link Failure},
 * {@link Body}, ...), and what happens to it on its way, which the methods of {@link Delivery} and
 * {@link StreamDelivery} add.
 *
 * <pre>{@code
 * Reply.text("Hello").after(Duration.ofSeconds(2))
 * Reply.deltas("one ", "two").failAfter(2, Reply.failure(529, null)).slices(1)
 * }</pre>
 */
public sealed interface Reply extends Delivery, StreamDelivery
    permits Reply.Answer,
        Reply.Vectors,
        Reply.Models,
        Reply.Failure,
        Reply.Body,
        Reply.Raw,
        Reply.Stall,
        Altered {
  /** A complete text answer; its usage is counted from the lengths of prompt and text. */
  static Answer text(String text) {
    return new Answer(List.of(text), List.of(), FinishReason.STOP, null, true, Map.of());
  }

  /** A complete text answer with the usage to report and to bill. */
  static Answer text(String text, Usage usage) {
    return text(text).usage(usage);
  }

  /** A text answer which a stream delivers in these pieces. */
  static Answer deltas(String... pieces) {
    return new Answer(List.of(pieces), List.of(), FinishReason.STOP, null, true, Map.of());
  }

  /** An answer that calls tools. */
  static Answer toolCalls(ToolCall... calls) {
    return new Answer(List.of(), List.of(calls), FinishReason.TOOL_CALLS, null, true, Map.of());
  }

  /** Vectors, one per text of the request. */
  static Vectors embeddings(List<float[]> vectors) {
    return new Vectors(vectors, null);
  }

  /** The list of models. */
  static Models models(String... ids) {
    return new Models(List.of(ids));
  }

  /** An error in the form of the wire. */
  static Failure failure(int status, @Nullable String code) {
    return new Failure(status, "error", code, "scripted failure", Map.of());
  }

  /** Any body with status and media type. */
  static Body body(int status, String mediaType, String text) {
    return new Body(
        status, Map.of("Content-Type", mediaType), text.getBytes(StandardCharsets.UTF_8), false);
  }

  /** A JSON body with status 200. */
  static Body json(String text) {
    return body(200, "application/json", text);
  }

  /** An event stream with status 200 and this text, byte by byte as given. */
  static Body eventStream(String text) {
    return new Body(
        200,
        Map.of("Content-Type", "text/event-stream"),
        text.getBytes(StandardCharsets.UTF_8),
        true);
  }

  /** These bytes in place of a whole HTTP response; then the connection is closed. */
  static Raw raw(byte[] bytes) {
    return new Raw(bytes.clone());
  }

  /** No byte at all, until the client goes or the server is closed. */
  static Stall stall() {
    return new Stall();
  }

  /** No byte at all: the connection is reset once the request has been read. */
  static Reply reset() {
    return raw(new byte[0]).resetAfter(0);
  }

  /**
   * The frames SETTINGS and GOAWAY of HTTP/2 (RFC 9113, 6.5 and 6.8) in place of a response; then
   * the connection is closed. The server speaks HTTP/1.1 otherwise.
   *
   * @param lastStream the last stream that was or may be processed
   * @param errorCode why, such as 0 for a graceful end
   */
  static Raw goAway(int lastStream, int errorCode) {
    ByteBuffer frames = ByteBuffer.allocate(9 + 9 + 8);
    frames.put(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
    frames.put(new byte[] {0, 0, 8, 7, 0, 0, 0, 0, 0}).putInt(lastStream).putInt(errorCode);
    return new Raw(frames.array());
  }

  /**
   * A complete answer, written as JSON or as an event stream, whichever the request asks for.
   *
   * @param pieces the text, in the pieces a stream delivers
   * @param toolCalls the tools it calls
   * @param finishReason why the model stopped
   * @param usage the tokens to bill, or null to count them from the lengths of prompt and text
   * @param usageReported whether the answer tells its usage
   * @param fields further fields of the answer's top level: strings, numbers, booleans, lists, maps
   */
  record Answer(
      List<String> pieces,
      List<ToolCall> toolCalls,
      FinishReason finishReason,
      @Nullable Usage usage,
      boolean usageReported,
      Map<String, Object> fields)
      implements Reply {
    /** Checks and copies the components. */
    public Answer {
      pieces = List.copyOf(pieces);
      toolCalls = List.copyOf(toolCalls);
      fields = Map.copyOf(fields);
    }

    /** The whole text. */
    public String text() {
      return pieces.size() == 1 ? pieces.getFirst() : String.join("", pieces);
    }

    /** A text given as one piece is streamed word by word. */
    List<String> streamed() {
      return pieces.size() == 1 ? List.of(text().split("(?<= )")) : pieces;
    }

    /** The same with this usage. */
    public Answer usage(Usage value) {
      return new Answer(pieces, toolCalls, finishReason, value, usageReported, fields);
    }

    /** The same, billed but silent about its usage. */
    public Answer withoutUsage() {
      return new Answer(pieces, toolCalls, finishReason, usage, false, fields);
    }

    /** The same with another reason to stop. */
    public Answer finish(FinishReason value) {
      return new Answer(pieces, toolCalls, value, usage, usageReported, fields);
    }

    /** The same with a further field. */
    public Answer field(String name, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Answer(pieces, toolCalls, finishReason, usage, usageReported, more);
    }
  }

  /**
   * Vectors for texts.
   *
   * @param vectors one per text
   * @param usage the tokens to report and to bill, or null to count them
   */
  record Vectors(List<float[]> vectors, @Nullable Usage usage) implements Reply {
    /** Checks and copies the components. */
    public Vectors {
      vectors = List.copyOf(vectors);
    }
  }

  /**
   * The list of models.
   *
   * @param ids their names
   */
  record Models(List<String> ids) implements Reply {
    /** Checks and copies the components. */
    public Models {
      ids = List.copyOf(ids);
    }
  }

  /**
   * An error in the form of the wire.
   *
   * @param status the HTTP status
   * @param type the error's type
   * @param code the error's code, or null
   * @param message the error's text
   * @param headers further headers
   */
  record Failure(
      int status, String type, @Nullable String code, String message, Map<String, String> headers)
      implements Reply {
    /** Checks and copies the components. */
    public Failure {
      headers = Map.copyOf(headers);
    }

    /** The same with this type. */
    public Failure type(String value) {
      return new Failure(status, value, code, message, headers);
    }

    /** The same with this text. */
    public Failure message(String value) {
      return new Failure(status, type, code, value, headers);
    }

    /** The same with a further header, which replaces an equal one. */
    @Override
    public Failure header(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Failure(status, type, code, message, more);
    }
  }

  /**
   * Any response.
   *
   * @param status the HTTP status
   * @param headers all headers but those that frame the body
   * @param bytes the body
   * @param chunked whether it is sent in chunks instead of with its length
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Body(int status, Map<String, String> headers, byte[] bytes, boolean chunked)
      implements Reply {
    /** The same with a further header, which replaces an equal one. */
    @Override
    public Body header(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Body(status, more, bytes, chunked);
    }
  }

  /**
   * Bytes in place of a whole HTTP response.
   *
   * @param bytes what is sent before the connection is closed
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Raw(byte[] bytes) implements Reply {}

  /** No byte at all, until the client goes or the server is closed. */
  record Stall() implements Reply {}
}
