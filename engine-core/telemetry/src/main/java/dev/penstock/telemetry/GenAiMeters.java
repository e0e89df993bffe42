package dev.penstock.telemetry;

import dev.penstock.api.money.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;

/**
 * Metrics by the conventions for generative AI,
 * https://github.com/open-telemetry/semantic-conventions/blob/v1.41.0/docs/gen-ai/gen-ai-metrics.md
 * and docs/gen-ai of https://github.com/open-telemetry/semantic-conventions-genai.
 */
final class GenAiMeters {
  static final List<Double> SECONDS =
      List.of(
          0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
  static final List<Long> TOKENS =
      List.of(
          1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L,
          16777216L, 67108864L);

  private static final String OPERATION = "gen_ai.operation.name";
  private static final String PROVIDER = "gen_ai.provider.name";
  private static final String REQUESTED = "gen_ai.request.model";
  private static final String ANSWERED = "gen_ai.response.model";

  private final Sets plain = new Sets(OPERATION, PROVIDER, REQUESTED, ANSWERED);
  private final Sets ended = new Sets(OPERATION, PROVIDER, REQUESTED, ANSWERED, "error.type");
  private final Bounded models = new Bounded();
  private final Tokens tokens;
  private final DoubleHistogram operations;
  private final DoubleHistogram inferences;
  private final DoubleHistogram firstChunk;
  private final DoubleHistogram nextChunks;

  /** Records the tokens of a call. */
  private interface Tokens {
    void record(Call call, String responseModel, Attributes attributes);
  }

  GenAiMeters(Meter meter, Naming naming) {
    operations =
        seconds(
            meter, "gen_ai.client.operation.duration", "How long a call to a provider has taken.");
    boolean latest = naming == Naming.LATEST;
    tokens = latest ? byClass(meter) : byType(meter);
    inferences =
        latest
            ? seconds(
                meter,
                "gen_ai.client.inference.duration",
                "How long a call to a provider for an answer has taken.")
            : operations;
    firstChunk =
        seconds(
            meter,
            latest
                ? "gen_ai.client.inference.time_to_first_chunk"
                : "gen_ai.client.operation.time_to_first_chunk",
            "How long until the first piece of a streamed answer came.");
    nextChunks =
        seconds(
            meter,
            latest
                ? "gen_ai.client.inference.time_per_output_chunk"
                : "gen_ai.client.operation.time_per_output_chunk",
            "How long each further piece of a streamed answer took after the one before it.");
  }

  private static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(SECONDS)
        .build();
  }

  private static LongHistogram tokens(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .ofLongs()
        .setUnit("{token}")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(TOKENS)
        .build();
  }

  private static LongCounter count(Meter meter, String name, String description) {
    return meter
        .counterBuilder("gen_ai.client.inference.usage." + name)
        .setUnit("{token}")
        .setDescription(description)
        .build();
  }

  private static Tokens byType(Meter meter) {
    LongHistogram usage =
        tokens(
            meter,
            "gen_ai.client.token.usage",
            "Billable tokens of a call; those of input include cached ones.");
    Sets sets = new Sets(OPERATION, PROVIDER, REQUESTED, ANSWERED, "gen_ai.token.type");
    return (call, model, attributes) -> {
      if (call.usage().input() > 0) {
        usage.record(
            call.usage().input(),
            sets.of(call.operation(), call.provider(), call.model(), model, "input"));
      }
      if (call.usage().output() > 0) {
        usage.record(
            call.usage().output(),
            sets.of(call.operation(), call.provider(), call.model(), model, "output"));
      }
    };
  }

  private static Tokens byClass(Meter meter) {
    LongCounter input =
        count(meter, "input_tokens", "Billable input tokens, cached ones included.");
    LongCounter output =
        count(meter, "output_tokens", "Billable output tokens, those of reasoning included.");
    LongCounter read = count(meter, "cache_read.input_tokens", "Input tokens read from a cache.");
    LongCounter write =
        count(meter, "cache_write.input_tokens", "Input tokens written to a cache.");
    LongCounter reasoning =
        count(meter, "reasoning.output_tokens", "Output tokens spent on reasoning.");
    LongHistogram inputs =
        tokens(meter, "gen_ai.client.inference.operation.input_tokens", "Input tokens of a call.");
    LongHistogram outputs =
        tokens(
            meter, "gen_ai.client.inference.operation.output_tokens", "Output tokens of a call.");
    Sets sets = new Sets(OPERATION, PROVIDER, REQUESTED, ANSWERED, "gen_ai.token.modality");
    return (call, model, attributes) -> {
      // The conventions count inference this way, and say nothing of vectors.
      if (!call.operation().equals(Call.CHAT)) {
        return;
      }
      Usage usage = call.usage();
      Attributes unknown =
          sets.of(call.operation(), call.provider(), call.model(), model, "unknown");
      input.add(usage.input(), unknown);
      output.add(usage.output(), unknown);
      read.add(usage.cacheRead(), unknown);
      write.add(Math.addExact(usage.cacheWrite5m(), usage.cacheWriteOther()), unknown);
      reasoning.add(usage.reasoning(), unknown);
      inputs.record(usage.input(), attributes);
      outputs.record(usage.output(), attributes);
    };
  }

  void record(Call call) {
    String answered = call.responseModel();
    String model = answered == null ? "" : models.of(answered);
    Attributes attributes = plain.of(call.operation(), call.provider(), call.model(), model);
    tokens.record(call, model, attributes);
    DoubleHistogram durations = call.operation().equals(Call.CHAT) ? inferences : operations;
    durations.record(
        inSeconds(call.duration()),
        ended.of(call.operation(), call.provider(), call.model(), model, call.error()));
    Duration first = call.firstToken();
    if (call.streamed() && first != null) {
      firstChunk.record(inSeconds(first), attributes);
    }
    call.gaps().forEach(gap -> nextChunks.record(inSeconds(gap), attributes));
  }

  static double inSeconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
