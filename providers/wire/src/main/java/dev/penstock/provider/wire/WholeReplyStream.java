package dev.penstock.provider.wire;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The answer of a server that was asked for a stream and sent all at once. */
final class WholeReplyStream implements ProviderStream {
  private final ArrayDeque<StreamEvent> events = new ArrayDeque<>();

  WholeReplyStream(ProviderReply reply) {
    if (!reply.text().isEmpty()) {
      events.add(new StreamEvent.TextDelta(reply.text()));
    }
    for (int i = 0; i < reply.toolCalls().size(); i++) {
      ToolCall call = reply.toolCalls().get(i);
      events.add(new StreamEvent.ToolCallDelta(i, call.id(), call.name(), call.arguments()));
    }
    events.add(
        new StreamEvent.End(
            reply.finishReason(), reply.usage(), reply.model(), reply.responseId(), reply.extra()));
  }

  @Override
  public @Nullable StreamEvent next() {
    return events.poll();
  }

  @Override
  public void close() {
    events.clear();
  }
}
