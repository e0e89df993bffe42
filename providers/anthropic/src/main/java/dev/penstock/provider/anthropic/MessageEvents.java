package dev.penstock.provider.anthropic;

import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.StreamedAnswer;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What the events of a stream have told so far. The answer is whole only once {@code message_stop}
 * was seen; events and deltas of unknown types are passed over, as the API asks for.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming</a>
 */
final class MessageEvents implements StreamedAnswer {
  /** Names of events that tell of the message; all others are signs of life, or new. */
  private static final Set<String> TELLING =
      Set.of(
          "",
          "message_start",
          "content_block_start",
          "content_block_delta",
          "content_block_stop",
          "message_delta",
          "message_stop",
          "error");

  /** The API has one open block at a time. */
  private static final int MOST_OPEN = 16;

  private final ArrayDeque<StreamEvent> events = new ArrayDeque<>();
  private final MessageFields fields = new MessageFields();
  private final Map<Integer, OpenBlock> open = new HashMap<>();
  private int toolCalls;
  private boolean begun;
  private boolean stopped;

  @Override
  public boolean mayCarryContent(String name) {
    return TELLING.contains(name);
  }

  @Override
  public void read(JsonParser json) {
    WireEvent event = new WireEvent();
    event.read(json, fields);
    switch (event.type()) {
      case "message_start" -> fields.forgetOutput();
      case "content_block_start" -> start(event);
      case "content_block_delta" -> delta(event);
      case "content_block_stop" -> stop(open.remove(event.index()));
      case "message_stop" -> stopped = true;
      default -> {}
    }
  }

  @Override
  public @Nullable StreamEvent poll() {
    return events.poll();
  }

  /** Thinking counts: it is billed as output. */
  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public @Nullable ErrorBody error() {
    return fields.error();
  }

  @Override
  public boolean ended() {
    return stopped;
  }

  @Override
  public boolean whole() {
    return stopped;
  }

  @Override
  public StreamEvent.End toEnd() {
    return new StreamEvent.End(
        StopReasons.of(fields.stopReason()),
        fields.usage(),
        fields.model(),
        fields.id(),
        fields.extra());
  }

  private void start(WireEvent event) {
    ContentBlock block = event.block();
    if (block == null || open.size() == MOST_OPEN) {
      return;
    }
    begun = true;
    OpenBlock opened = new OpenBlock(block, block.isToolUse() ? toolCalls++ : -1);
    open.put(event.index(), opened);
    text(block.text());
    if (block.isToolUse()) {
      events.add(new StreamEvent.ToolCallDelta(opened.toolCall, block.id(), block.name(), ""));
    }
  }

  private void delta(WireEvent event) {
    OpenBlock block = open.get(event.index());
    if (block == null || event.piece().isEmpty()) {
      return;
    }
    switch (event.deltaType()) {
      case "text_delta" -> text(event.piece());
      case "input_json_delta" -> arguments(block, event.piece());
      case "thinking_delta" -> block.block.append("thinking", event.piece());
      case "signature_delta" -> block.block.append("signature", event.piece());
      default -> {}
    }
  }

  private void stop(@Nullable OpenBlock block) {
    if (block == null) {
      return;
    }
    if (block.toolCall >= 0 && !block.hasArguments) {
      arguments(block, block.block.input());
    }
    fields.keep(block.block);
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      events.add(new StreamEvent.TextDelta(text));
    }
  }

  private void arguments(OpenBlock block, String piece) {
    if (block.toolCall >= 0) {
      block.hasArguments = true;
      events.add(new StreamEvent.ToolCallDelta(block.toolCall, null, null, piece));
    }
  }

  /** A block that has begun and not ended. */
  private static final class OpenBlock {
    private final ContentBlock block;
    private final int toolCall;
    private boolean hasArguments;

    OpenBlock(ContentBlock block, int toolCall) {
      this.block = block;
      this.toolCall = toolCall;
    }
  }
}
