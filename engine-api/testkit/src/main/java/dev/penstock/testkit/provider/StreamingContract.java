package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers piece by piece, for providers that implement {@link StreamingProvider}. */
public interface StreamingContract extends ProviderUnderTest {
  /** The pieces come first, then the end, then nothing. */
  @Test
  default void streamsTextAndThenTheEnd() throws Exception {
    try (ProviderStream stream = streaming().stream(call())) {
      List<StreamEvent> events = Streams.drain(stream);
      assertThat(Streams.text(events)).isNotBlank();
      assertThat(events).last().isInstanceOf(StreamEvent.End.class);
      assertThat(events).filteredOn(StreamEvent.End.class::isInstance).hasSize(1);
      assertThat(events).allSatisfy(StreamingContract::checkPiece);
      assertThat(Streams.end(events).finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(stream.next()).isNull();
    }
  }

  /** A stream may be closed before its end, and twice; the provider goes on working. */
  @Test
  default void maybeClosedEarlyAndTwice() throws Exception {
    StreamingProvider provider = streaming();
    ProviderStream stream = provider.stream(call());
    stream.next();
    stream.close();
    stream.close();
    assertThat(provider.call(call()).text()).isNotBlank();
  }

  /** Streaming a call of a tool gives its name and id first, then its arguments. */
  @Test
  default void streamsACallOfATool() throws Exception {
    StreamingProvider provider = streaming();
    assumeTrue(provider.abilities().contains(Ability.TOOLS), "calls no tools");
    try (ProviderStream stream =
        provider.stream(
            Calls.with(
                call(),
                request ->
                    request
                        .tool(ToolsContract.ORDER_STATUS)
                        .toolChoice(ToolChoice.named(ToolsContract.ORDER_STATUS.name()))))) {
      List<StreamEvent> events = Streams.drain(stream);
      List<StreamEvent.ToolCallDelta> deltas = new ArrayList<>();
      events.forEach(
          event -> {
            if (event instanceof StreamEvent.ToolCallDelta delta && delta.index() == 0) {
              deltas.add(delta);
            }
          });
      assertThat(deltas).isNotEmpty();
      assertThat(deltas.getFirst().name()).isEqualTo(ToolsContract.ORDER_STATUS.name());
      assertThat(deltas.getFirst().id()).isNotBlank();
      assertThat(deltas.subList(1, deltas.size())).allMatch(delta -> delta.name() == null);
      StringBuilder arguments = new StringBuilder();
      deltas.forEach(delta -> arguments.append(delta.arguments()));
      assertThat(arguments.toString().strip()).startsWith("{").endsWith("}");
      assertThat(Streams.end(events).finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  private StreamingProvider streaming() throws ProviderException {
    return provider() instanceof StreamingProvider streaming
        ? streaming
        : abort("is no StreamingProvider");
  }

  private static void checkPiece(StreamEvent event) {
    if (event instanceof StreamEvent.TextDelta delta) {
      assertThat(delta.text()).isNotEmpty();
    }
  }
}
