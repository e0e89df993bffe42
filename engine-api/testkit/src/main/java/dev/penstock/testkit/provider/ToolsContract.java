package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.ProviderReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calling tools, or refusing to. */
public interface ToolsContract extends ProviderUnderTest {
  /** The tool the contract offers. */
  ToolSpec ORDER_STATUS =
      ToolSpec.of(
          "order_status",
          "Looks up an order.",
          """
          {"type": "object", "properties": {"order": {"type": "string"}}, "required": ["order"]}\
          """);

  /** A tool that must be called is called. */
  @Test
  @OfAbility(Ability.TOOLS)
  default void callsAToolOrRefusesIt() throws Exception {
    ProviderReply reply =
        Calls.answeredOrRefused(
            this,
            Ability.TOOLS,
            request ->
                request
                    .user("Where is order 17?")
                    .tool(ORDER_STATUS)
                    .toolChoice(ToolChoice.named(ORDER_STATUS.name())));
    if (reply != null) {
      assertThat(reply.toolCalls()).isNotEmpty();
      ToolCall call = reply.toolCalls().getFirst();
      assertThat(call.name()).isEqualTo(ORDER_STATUS.name());
      assertThat(call.id()).isNotBlank();
      assertThat(call.arguments().strip()).startsWith("{").endsWith("}");
    }
  }

  /** The result of a tool goes back to the model. */
  @Test
  @OfAbility(Ability.TOOLS)
  default void takesAToolsResultOrRefusesIt() throws Exception {
    ToolCall called = new ToolCall("call_17", ORDER_STATUS.name(), "{\"order\":\"17\"}");
    ProviderReply reply =
        Calls.answeredOrRefused(
            this,
            Ability.TOOLS,
            request ->
                request
                    .user("Where is order 17?")
                    .message(new Message.Assistant("", List.of(called), Map.of()))
                    .message(Message.toolResult("call_17", "{\"status\":\"shipped\"}"))
                    .tool(ORDER_STATUS)
                    .toolChoice(ToolChoice.NONE));
    if (reply != null) {
      assertThat(reply.text()).isNotBlank();
    }
  }
}
