package dev.penstock.provider.anthropic;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.WholeAnswer;
import dev.penstock.spi.ProviderReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A whole answer. */
final class MessageAnswer implements WholeAnswer {
  private final MessageFields fields = new MessageFields();
  private final StringBuilder text = new StringBuilder();
  private final List<ToolCall> toolCalls = new ArrayList<>(0);
  private boolean begun;

  @Override
  public void read(JsonParser json) {
    fields.read(json, this::content);
  }

  /** Whether there was a content, or the begin of one. */
  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public @Nullable ErrorBody error() {
    return fields.error();
  }

  @Override
  public ProviderReply toReply() {
    return new ProviderReply(
        text.toString(),
        toolCalls,
        StopReasons.of(fields.stopReason()),
        fields.usage(),
        fields.model(),
        fields.id(),
        fields.extra());
  }

  private void content(JsonParser json) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    begun = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        block(ContentBlock.read(json));
      } else {
        json.skipChildren();
      }
    }
  }

  private void block(ContentBlock block) {
    text.append(block.text());
    if (block.isToolUse()) {
      toolCalls.add(new ToolCall(block.id(), block.name(), block.input()));
    }
    fields.keep(block);
  }
}
