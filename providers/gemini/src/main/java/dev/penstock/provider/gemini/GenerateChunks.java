package dev.penstock.provider.gemini;

import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.StreamedAnswer;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * What the chunks of a stream have told so far. The answer is whole once a candidate has told why
 * it ended; nothing marks the end of the stream, and whatever comes after besides usage is dropped.
 */
final class GenerateChunks implements StreamedAnswer {
  private final ArrayDeque<StreamEvent> events = new ArrayDeque<>();
  private final AnswerFields fields = new AnswerFields();
  private int toolCalls;
  private boolean begun;

  /** Events of this wire have no names; after the finish reason there is usage at most. */
  @Override
  public boolean mayCarryContent(String name) {
    return !fields.finished();
  }

  @Override
  public void read(JsonParser json) {
    fields.read(json, this::part);
  }

  @Override
  public @Nullable StreamEvent poll() {
    return events.poll();
  }

  /** Thoughts count: they are billed as output. */
  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public @Nullable ErrorBody error() {
    return fields.error();
  }

  /** The usage may come after the finish reason, so the stream is read on. */
  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public boolean whole() {
    return fields.finished();
  }

  @Override
  public StreamEvent.End toEnd() {
    return new StreamEvent.End(
        fields.finishReason(), fields.usage(), fields.model(), fields.id(), fields.extra());
  }

  /** A call comes in one piece. */
  private void part(AnswerPart part) {
    if (part.isCall()) {
      begun = true;
      String id = fields.nextCall(part);
      events.add(new StreamEvent.ToolCallDelta(toolCalls++, id, part.callName(), part.arguments()));
      fields.sign(id, part);
    } else {
      text(part);
      fields.sign(Signatures.TEXT, part);
    }
    fields.keep(part);
  }

  private void text(AnswerPart part) {
    if (part.text().isEmpty()) {
      return;
    }
    begun = true;
    if (part.isThought()) {
      fields.thought(part);
    } else {
      events.add(new StreamEvent.TextDelta(part.text()));
    }
  }
}
