package dev.penstock.telemetry;

import dev.penstock.api.Answer;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.money.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A span per request and one below it per call. Calls are told before their request has ended, and
 * some after it, so whichever comes first waits here for the other.
 */
final class RequestSpans {
  private static final int MOST = 4_096;
  private static final int MOST_CALLS = 64;
  private static final AttributeKey<List<String>> FINISH =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  /** What is known of a request: its calls so far, or its span once it has ended. */
  private static final class Entry {
    private final List<Call> calls = new ArrayList<>(2);
    private @Nullable Context context;
    private @Nullable Instant ended;

    /** Whether it is about a request before that one, whose caller had chosen the same id. */
    boolean isBefore(Call call) {
      return ended != null && call.started().isAfter(ended);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Tracer tracer;
  private final Naming naming;
  private final InstantSource clock;

  RequestSpans(Tracer tracer, Naming naming, InstantSource clock) {
    this.tracer = tracer;
    this.naming = naming;
    this.clock = clock;
  }

  boolean isEnabled() {
    return tracer.isEnabled();
  }

  /** A call that belongs to a request. */
  void call(String requestId, Call call) {
    Context parent;
    lock.lock();
    try {
      Entry known = entries.get(requestId);
      if (known != null && known.isBefore(call)) {
        entries.remove(requestId);
      }
      Entry entry = entry(requestId);
      parent = entry.context;
      if (parent == null && entry.calls.size() < MOST_CALLS) {
        entry.calls.add(call);
      }
    } finally {
      lock.unlock();
    }
    if (parent != null) {
      span(call, parent);
    }
  }

  /** A call that nobody waits for: the engine's own checks, and vectors. */
  void alone(Call call) {
    span(call, Context.current());
  }

  private Entry entry(String requestId) {
    Entry known = entries.get(requestId);
    if (known != null) {
      return known;
    }
    if (entries.size() >= MOST) {
      var eldest = entries.entrySet().iterator();
      eldest.next();
      eldest.remove();
    }
    Entry entry = new Entry();
    entries.put(requestId, entry);
    return entry;
  }

  void answered(Answer answer) {
    SpanBuilder builder = request(answer.requestId(), answer.timing().total());
    builder
        .setAttribute("penstock.outcome", EngineMeters.outcome(answer))
        .setAttribute("penstock.route", answer.route().route())
        .setAttribute("penstock.tier", answer.route().tier())
        .setAttribute("penstock.model", answer.route().model())
        .setAttribute("penstock.cache.result", Words.word(answer.cache()))
        .setAttribute("penstock.cost", answer.cost().nanos() / 1e9)
        .setAttribute("penstock.attempts", answer.attempts().size())
        .setAttribute("penstock.confidence", answer.confidence().value());
    if (answer.escalation() != null) {
      builder.setAttribute("penstock.rule", answer.escalation().rule());
    }
    ended(answer.requestId(), builder, null);
  }

  void notAnswered(EngineEvent.NotAnswered event) {
    SpanBuilder builder = request(event.requestId(), event.duration());
    String code = Words.word(event.error().code());
    builder
        .setAttribute("penstock.outcome", EngineMeters.outcome(event.error().code()))
        .setAttribute("penstock.attempts", event.error().attempts().size())
        .setAttribute("error.type", code);
    Explanation explanation = event.error().explanation();
    if (explanation != null && explanation.route() != null) {
      builder.setAttribute("penstock.route", explanation.route());
    }
    ended(event.requestId(), builder, code);
  }

  private SpanBuilder request(String id, Duration total) {
    return tracer
        .spanBuilder("penstock request")
        .setStartTimestamp(clock.instant().minus(total))
        .setAttribute("penstock.request.id", id);
  }

  private void ended(String id, SpanBuilder builder, @Nullable String error) {
    Instant end = clock.instant();
    Span span = builder.startSpan();
    Context context = Context.current().with(span);
    List<Call> calls;
    lock.lock();
    try {
      Entry entry = entry(id);
      calls = List.copyOf(entry.calls);
      entry.calls.clear();
      entry.context = context;
      entry.ended = end;
    } finally {
      lock.unlock();
    }
    calls.forEach(call -> span(call, context));
    if (error != null) {
      span.setStatus(StatusCode.ERROR, error);
    }
    span.end(end);
  }

  private void span(Call call, Context parent) {
    Instant end = call.started().plus(call.duration());
    Usage usage = call.usage();
    SpanBuilder builder =
        tracer
            .spanBuilder(call.operation() + " " + call.model())
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setStartTimestamp(call.started())
            .setAttribute("gen_ai.operation.name", call.operation())
            .setAttribute("gen_ai.provider.name", call.provider())
            .setAttribute("gen_ai.request.model", call.model())
            .setAttribute("gen_ai.usage.input_tokens", usage.input())
            .setAttribute("penstock.cost", call.cost().nanos() / 1e9);
    if (call.operation().equals(Call.CHAT)) {
      builder
          .setAttribute("gen_ai.request.stream", call.streamed())
          .setAttribute("gen_ai.usage.output_tokens", usage.output())
          .setAttribute("gen_ai.usage.cache_read.input_tokens", usage.cacheRead())
          .setAttribute(cacheWrite(), Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther()))
          .setAttribute("gen_ai.usage.reasoning.output_tokens", usage.reasoning());
    }
    if (call.responseModel() != null) {
      builder.setAttribute("gen_ai.response.model", call.responseModel());
    }
    if (call.responseId() != null) {
      builder.setAttribute("gen_ai.response.id", call.responseId());
    }
    if (call.finish() != null) {
      builder.setAttribute(FINISH, List.of(call.finish()));
    }
    Duration first = call.firstToken();
    if (call.streamed() && first != null) {
      builder.setAttribute("gen_ai.response.time_to_first_chunk", GenAiMeters.inSeconds(first));
    }
    if (call.error() != null) {
      builder.setAttribute("error.type", call.error());
    }
    Span span = builder.startSpan();
    if (call.error() != null) {
      span.setStatus(StatusCode.ERROR, call.error());
    }
    span.end(end);
  }

  private String cacheWrite() {
    return switch (naming) {
      case V1_41 -> "gen_ai.usage.cache_creation.input_tokens";
      case LATEST -> "gen_ai.usage.cache_write.input_tokens";
    };
  }
}
