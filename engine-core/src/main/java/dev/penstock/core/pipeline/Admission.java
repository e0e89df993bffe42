package dev.penstock.core.pipeline;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.core.escalate.Asked;
import dev.penstock.core.model.Models;
import dev.penstock.core.observe.Listeners;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Lets requests in that make sense. */
final class Admission {
  /** The id of a request that is only explained and has none. */
  static final String NO_ID = "explain";

  private final Models models;
  private final Escalator escalator;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Listeners listeners;

  Admission(
      Models models,
      Escalator escalator,
      InstantSource clock,
      LongSupplier ticker,
      Listeners listeners) {
    this.models = models;
    this.escalator = escalator;
    this.clock = clock;
    this.ticker = ticker;
    this.listeners = listeners;
  }

  Admitted admit(ChatRequest request, boolean streamed, boolean explained) {
    long start = ticker.getAsLong();
    String id = request.id();
    if (id == null) {
      id = explained ? NO_ID : RequestId.random();
    }
    try {
      check(request);
    } catch (PenstockException e) {
      if (!explained) {
        tell(id, request.metadata().tenant(), e, ticker.getAsLong() - start);
      }
      throw e;
    }
    String question = request.question();
    Instant now = clock.instant();
    Asked asked = escalator.asked(request, question, now, !explained);
    return new Admitted(request, id, question, now, start, streamed, asked);
  }

  private void tell(String id, String tenant, PenstockException error, long nanos) {
    Duration duration = Duration.ofNanos(nanos);
    listeners.tell(() -> new EngineEvent.NotAnswered(id, tenant, error, duration));
  }

  private void check(ChatRequest request) {
    List<Message> messages = request.messages();
    if (messages.isEmpty()) {
      throw invalid("the request has no messages; add at least one user message");
    }
    if (request.model() != null && models.get(request.model()) == null) {
      throw new PenstockException(
          ErrorCode.UNKNOWN_MODEL,
          "the request asks for model "
              + request.model()
              + ", which the policy does not have; it has "
              + String.join(", ", models.all().stream().map(m -> m.name()).toList()));
    }
    if (messages.getLast() instanceof Message.Assistant) {
      throw invalid("the last message is the assistant's; nothing is asked");
    }
    Set<String> names = new HashSet<>();
    for (ToolSpec tool : request.tools()) {
      if (!names.add(tool.name())) {
        throw invalid("the request has two tools named " + tool.name());
      }
    }
    if (request.toolChoice() instanceof ToolChoice.Named named && !names.contains(named.tool())) {
      throw invalid("the tool choice names " + named.tool() + ", which is not among the tools");
    }
  }

  private static PenstockException invalid(String message) {
    return new PenstockException(ErrorCode.INVALID_REQUEST, message);
  }
}
