package dev.penstock.provider.gemini;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.provider.wire.ErrorBody;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import dev.penstock.provider.wire.VendorFields;
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
 * The fields of an answer, whole or of all its chunks. Fields without a place of their own are
 * kept: those of the top level under their names, those of the candidate under {@code candidate},
 * parts under {@code parts}. Signatures and texts of thoughts are kept under {@code message}, whose
 * fields go back as the extra of an assistant's message.
 */
final class AnswerFields {
  private static final int COST_OF_PART = 64;

  private final KeptFields extra = new KeptFields(Limits.EXTRA);
  private final KeptFields candidateExtra = new KeptFields(Limits.EXTRA);
  private final KeptFields messageExtra = new KeptFields(Limits.EXTRA);
  private final Map<String, String> signatures = new LinkedHashMap<>();
  private final List<Object> parts = new ArrayList<>(0);
  private @Nullable Map<String, Object> usage;
  private int budget = Limits.EXTRA;
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable String finishReason;
  private @Nullable String blockReason;
  private @Nullable ErrorBody error;
  private boolean begun;
  private int calls;

  @Nullable String id() {
    return id;
  }

  @Nullable String model() {
    return model;
  }

  /** Whether there was a candidate, or the begin of one. */
  boolean begun() {
    return begun;
  }

  /** Whether a candidate has told why it ended. */
  boolean finished() {
    return finishReason != null;
  }

  FinishReason finishReason() {
    return FinishReasons.of(finishReason, calls > 0);
  }

  /** An error in place of an answer; a prompt that was blocked is one. */
  @Nullable ErrorBody error() {
    return error == null && blockReason != null && !finished()
        ? new ErrorBody(blockReason, GeminiErrors.BLOCKED, null, "")
        : error;
  }

  /**
   * Reads the object whose begin the parser stands on.
   *
   * @param content takes each part of the first candidate until that has told why it ended
   */
  void read(JsonParser json, Consumer<AnswerPart> content) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "responseId" -> id = Texts.orNull(json);
        case "modelVersion" -> model = Texts.orNull(json);
        case "candidates" -> candidates(json, content);
        case "usageMetadata" -> usage(json);
        case "promptFeedback" -> feedback(json);
        case "error" -> error = token == JsonToken.VALUE_NULL ? error : ErrorBody.read(json);
        default -> extra.keep(name, json);
      }
    }
  }

  /** The id of the next call: its own, or else its place among all. */
  String nextCall(AnswerPart part) {
    return Texts.callId(part.callId(), calls++);
  }

  /** Keeps what goes back with the part of a call, or with the text. */
  void sign(String call, AnswerPart part) {
    String signature = part.signature();
    int cost = signature == null ? 0 : signature.length() + call.length() + COST_OF_PART;
    if (signature != null && cost <= budget && signatures.putIfAbsent(call, signature) == null) {
      budget -= cost;
    }
  }

  void thought(AnswerPart part) {
    messageExtra.append(VendorFields.THOUGHTS, part.text());
  }

  /** Keeps what is left of a part, unless all parts together would be too large. */
  void keep(AnswerPart part) {
    int cost = part.size() + COST_OF_PART;
    if (!part.rest().isEmpty() && cost <= budget) {
      budget -= cost;
      parts.add(part.rest());
    }
  }

  @Nullable ReportedUsage usage() {
    return usage == null ? null : UsageReader.read(usage);
  }

  /** The fields without a place of their own; a usage that is none is among them. */
  Map<String, Object> extra() {
    if (usage() instanceof ReportedUsage.Nonsense nonsense) {
      extra.put("usageMetadata", nonsense.raw());
    }
    if (!signatures.isEmpty()) {
      messageExtra.put(Signatures.FIELD, Signatures.toField(signatures));
    }
    if (!messageExtra.isEmpty()) {
      extra.put("message", messageExtra.toMap());
    }
    if (!candidateExtra.isEmpty()) {
      extra.put("candidate", candidateExtra.toMap());
    }
    if (!parts.isEmpty()) {
      extra.put("parts", List.copyOf(parts));
    }
    return extra.toMap();
  }

  /** Counts are those so far, so the last ones hold. */
  private void usage(JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      KeptFields kept = new KeptFields(Limits.USAGE);
      kept.keep("usage", json);
      usage = Texts.map(kept.toMap().get("usage"));
    }
  }

  private void feedback(JsonParser json) {
    KeptFields kept = new KeptFields(Limits.EXTRA);
    kept.keep("feedback", json);
    Map<String, Object> feedback = Texts.map(kept.toMap().get("feedback"));
    if (feedback.get("blockReason") instanceof String reason) {
      blockReason = reason;
    }
    if (!feedback.isEmpty()) {
      extra.put("promptFeedback", feedback);
    }
  }

  private void candidates(JsonParser json, Consumer<AnswerPart> content) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    boolean first = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (first && !finished() && json.currentToken() == JsonToken.START_OBJECT) {
        begun = true;
        candidate(json, content);
      } else {
        json.skipChildren();
      }
      first = false;
    }
  }

  private void candidate(JsonParser json, Consumer<AnswerPart> content) {
    String finish = null;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      switch (name) {
        case "index" -> json.skipChildren();
        case "finishReason" -> finish = Texts.orNull(json);
        case "content" -> {
          if (token == JsonToken.START_OBJECT) {
            content(json, content);
          } else {
            json.skipChildren();
          }
        }
        default -> candidateExtra.keep(name, json);
      }
    }
    finishReason = finish == null || finish.isEmpty() ? finishReason : finish;
  }

  private static void content(JsonParser json, Consumer<AnswerPart> content) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken() == JsonToken.START_ARRAY && name.equals("parts")) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            content.accept(AnswerPart.read(json));
          } else {
            json.skipChildren();
          }
        }
      } else {
        json.skipChildren();
      }
    }
  }
}
