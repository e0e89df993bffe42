package dev.penstock.provider.simulated;

import dev.penstock.api.JsonText;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.api.money.Usage;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Puts a simulated answer into the form that the request asks for. */
final class Replies {
  private Replies() {}

  static ProviderReply reply(ProviderCall call, SimulatedAnswer answer) {
    List<ToolCall> toolCalls = toolCalls(call, answer);
    return new ProviderReply(
        answer.text(),
        toolCalls,
        finishReason(answer, toolCalls),
        usage(answer),
        call.modelId(),
        answer.id(),
        Map.of());
  }

  static List<StreamEvent> events(ProviderCall call, SimulatedAnswer answer) {
    List<StreamEvent> events = new ArrayList<>();
    Tokens.split(answer.text()).forEach(piece -> events.add(new StreamEvent.TextDelta(piece)));
    List<ToolCall> toolCalls = toolCalls(call, answer);
    for (int i = 0; i < toolCalls.size(); i++) {
      ToolCall tool = toolCalls.get(i);
      events.add(new StreamEvent.ToolCallDelta(i, tool.id(), tool.name(), tool.arguments()));
    }
    events.add(
        new StreamEvent.End(
            finishReason(answer, toolCalls), usage(answer), call.modelId(), answer.id(), Map.of()));
    return events;
  }

  /** How the text of an answer is dressed: as it is, or as a JSON object that holds it. */
  static UnaryOperator<String> form(ProviderCall call) {
    return call.request().responseFormat().equals(ResponseFormat.TEXT)
        ? UnaryOperator.identity()
        : text -> JsonText.of(Map.of("answer", text));
  }

  static ReportedUsage usage(long input, long cached, long output) {
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("input_tokens", input);
    raw.put("cached_input_tokens", cached);
    raw.put("output_tokens", output);
    return ReportedUsage.of(new Usage(input - cached, cached, 0, 0, output, 0, false), raw);
  }

  private static ReportedUsage usage(SimulatedAnswer answer) {
    return usage(answer.inputTokens(), answer.cachedInputTokens(), answer.outputTokens());
  }

  /** Calls a tool only when it must, without arguments. */
  private static List<ToolCall> toolCalls(ProviderCall call, SimulatedAnswer answer) {
    List<ToolSpec> tools = call.request().tools();
    return switch (call.request().toolChoice()) {
      case ToolChoice.Named named -> List.of(new ToolCall(answer.id(), named.tool(), "{}"));
      case ToolChoice.Mode mode ->
          mode == ToolChoice.Mode.REQUIRED && !tools.isEmpty()
              ? List.of(new ToolCall(answer.id(), tools.getFirst().name(), "{}"))
              : List.of();
    };
  }

  private static FinishReason finishReason(SimulatedAnswer answer, List<ToolCall> toolCalls) {
    return toolCalls.isEmpty() ? answer.finishReason() : FinishReason.TOOL_CALLS;
  }
}
