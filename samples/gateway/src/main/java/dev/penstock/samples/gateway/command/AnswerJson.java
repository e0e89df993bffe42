package dev.penstock.samples.gateway.command;

import dev.penstock.api.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as the command line tells it. */
final class AnswerJson {
  private AnswerJson() {}

  static Map<String, @Nullable Object> of(Answer answer) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("request-id", answer.requestId());
    fields.put("text", answer.text());
    fields.put("finish-reason", answer.finishReason());
    fields.put("route", answer.route());
    fields.put("cache", answer.cache());
    fields.put("usage", answer.usage());
    fields.put("cost-usd", answer.cost());
    fields.put("confidence", answer.confidence());
    fields.put("escalation", answer.escalation());
    fields.put("timing", answer.timing());
    fields.put("attempts", answer.attempts());
    return fields;
  }
}
