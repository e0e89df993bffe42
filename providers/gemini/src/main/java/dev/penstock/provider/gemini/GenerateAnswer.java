package dev.penstock.provider.gemini;

import dev.penstock.api.chat.ToolCall;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.WholeAnswer;
import dev.penstock.spi.ProviderReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A whole answer. */
final class GenerateAnswer implements WholeAnswer {
  private final AnswerFields fields = new AnswerFields();
  private final StringBuilder text = new StringBuilder();
  private final List<ToolCall> toolCalls = new ArrayList<>(0);

  @Override
  public void read(JsonParser json) {
    fields.read(json, this::part);
  }

  @Override
  public boolean begun() {
    return fields.begun();
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
        fields.finishReason(),
        fields.usage(),
        fields.model(),
        fields.id(),
        fields.extra());
  }

  private void part(AnswerPart part) {
    if (part.isCall()) {
      String id = fields.nextCall(part);
      toolCalls.add(new ToolCall(id, part.callName(), part.arguments()));
      fields.sign(id, part);
    } else {
      if (part.isThought()) {
        fields.thought(part);
      } else {
        text.append(part.text());
      }
      fields.sign(Signatures.TEXT, part);
    }
    fields.keep(part);
  }
}
