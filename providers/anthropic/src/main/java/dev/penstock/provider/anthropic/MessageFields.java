package dev.penstock.provider.anthropic;

import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import dev.penstock.spi.ReportedUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of a message, whole or streamed. Fields without a place of their own are kept under
 * their names, and blocks under {@code blocks}. Thinking is kept under {@code message}, whose
 * fields go back as the extra of an assistant's message.
 */
final class MessageFields {
  private static final int COST_OF_BLOCK = 64;

  private final KeptFields extra = new KeptFields(Limits.EXTRA);
  private final List<Object> thinking = new ArrayList<>(0);
  private final List<Object> blocks = new ArrayList<>(0);
  private final Map<String, Object> usage = new LinkedHashMap<>();
  private boolean reported;
  private int budget = Limits.EXTRA;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String stopReason;
  private @Nullable ErrorBody error;

  @Nullable String id() {
    return id;
  }

  @Nullable String model() {
    return model;
  }

  @Nullable String stopReason() {
    return stopReason;
  }

  @Nullable ErrorBody error() {
    return error;
  }

  /** Reads the object whose begin the parser stands on; its content is for the caller. */
  void read(JsonParser json, Consumer<JsonParser> content) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      if (name.equals("content")) {
        content.accept(json);
      } else {
        field(name, json);
      }
    }
  }

  /** Takes the field whose value the parser stands on. */
  void field(String name, JsonParser json) {
    switch (name) {
      case "id" -> id = Texts.orNull(json);
      case "model" -> model = Texts.orNull(json);
      case "type", "role" -> json.skipChildren();
      case "stop_reason" -> stopReason = Texts.orNull(json);
      case "usage" -> usage(json);
      case "error" -> error(json);
      default -> extra.keep(name, json);
    }
  }

  /** Takes an error in place of an answer. */
  void error(JsonParser json) {
    error = json.currentToken() == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
  }

  /** Counts are those so far, so later ones take the place of earlier ones. */
  void usage(JsonParser json) {
    reported |= json.currentToken() != JsonToken.VALUE_NULL;
    KeptFields kept = new KeptFields(Limits.USAGE);
    kept.keep("usage", json);
    usage.putAll(Texts.map(kept.toMap().get("usage")));
  }

  /** Drops the output counted so far, which at the begin of a stream is no count yet. */
  void forgetOutput() {
    usage.remove("output_tokens");
  }

  /** Keeps what is left of a block, unless all blocks together would be too large. */
  void keep(ContentBlock block) {
    Map<String, Object> rest = block.rest();
    int cost = block.size() + COST_OF_BLOCK;
    if (rest != null && cost <= budget) {
      budget -= cost;
      (block.isThinking() ? thinking : blocks).add(rest);
    }
  }

  @Nullable ReportedUsage usage() {
    return reported ? UsageReader.read(usage) : null;
  }

  /** The fields without a place of their own; a usage that is none is among them. */
  Map<String, Object> extra() {
    if (usage() instanceof ReportedUsage.Nonsense) {
      extra.put("usage", Map.copyOf(usage));
    }
    if (!thinking.isEmpty()) {
      extra.put("message", Map.of(TurnWriter.THINKING_BLOCKS, List.copyOf(thinking)));
    }
    if (!blocks.isEmpty()) {
      extra.put("blocks", List.copyOf(blocks));
    }
    return extra.toMap();
  }
}
