package dev.penstock.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // what is closed is not always asked
class OpenTelemetryListenerTest {
  private static final String POLICY =
      """
      version: 1
      providers:
        openai: {plugin: openai, base-url: "${env:UPSTREAM}", api-key: key-of-the-provider}
      models:
        first:
          {provider: openai, id: gpt-a, tiers: any, context-window: 64k, price: {input: 1.00, output: 2.00}}
        second:
          {provider: openai, id: gpt-b, tiers: any, context-window: 64k, price: {input: 1.00, output: 2.00}}
      tiers: [any]
      budgets: [{name: day, scope: tenant, period: day, limit: 5.00 USD}]
      routes: [{name: everything, models: [first, second], rank: ordered, max-output: 500}]
      """;

  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .build();

  private interface Use {
    void of(Engine engine) throws Exception;
  }

  private void with(Script script, TelemetrySettings settings, Use use) {
    OpenTelemetryListener listener = new OpenTelemetryListener(sdk, settings);
    try (ScriptedServer server = ScriptedServer.openAi(script);
        Engine engine =
            Engine.builder()
                .policy(POLICY)
                .environment(name -> server.baseUrl().toString())
                .listener(listener)
                .build();
        AutoCloseable gauges = listener.observe(engine)) {
      use.of(engine);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ChatRequest question() {
    return ChatRequest.of("Where is my order SECRETWORD?").toBuilder()
        .metadata(Metadata.builder().tenant("shop").user("ada").build())
        .build();
  }

  private Map<String, MetricData> collected() {
    Map<String, MetricData> byName = new TreeMap<>();
    metrics.collectAllMetrics().forEach(metric -> byName.put(metric.getName(), metric));
    return byName;
  }

  private static List<Map<String, String>> labels(MetricData metric) {
    return points(metric).stream().map(point -> texts(point)).toList();
  }

  private static Collection<? extends PointData> points(MetricData metric) {
    return metric.getData().getPoints();
  }

  private static Map<String, String> texts(PointData point) {
    Map<String, String> texts = new TreeMap<>();
    point.getAttributes().forEach((key, value) -> texts.put(key.getKey(), value.toString()));
    return texts;
  }

  private static String text(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  @Test
  void callsAreNamedAsUpToVersion141() {
    with(
        request -> Reply.text("Hello"),
        TelemetrySettings.DEFAULT,
        engine -> {
          engine.route(question());
          Map<String, MetricData> found = collected();

          MetricData usage = found.get("gen_ai.client.token.usage");
          assertThat(usage.getUnit()).isEqualTo("{token}");
          assertThat(labels(usage))
              .extracting(labels -> labels.get("gen_ai.token.type"))
              .containsExactlyInAnyOrder("input", "output");
          assertThat(labels(usage))
              .allSatisfy(
                  labels ->
                      assertThat(labels)
                          .containsEntry("gen_ai.operation.name", "chat")
                          .containsEntry("gen_ai.provider.name", "openai")
                          .containsEntry("gen_ai.request.model", "gpt-a"));
          assertThat(boundaries(usage)).startsWith(1.0, 4.0, 16.0).endsWith(67108864.0).hasSize(14);
          MetricData duration = found.get("gen_ai.client.operation.duration");
          assertThat(duration.getUnit()).isEqualTo("s");
          assertThat(boundaries(duration)).startsWith(0.01, 0.02).endsWith(81.92).hasSize(14);
          assertThat(found.keySet()).noneMatch(name -> name.startsWith("gen_ai.client.inference"));
        });
  }

  private static List<Double> boundaries(MetricData metric) {
    return ((HistogramPointData) points(metric).iterator().next()).getBoundaries();
  }

  @Test
  void callsAreNamedByTheLatestConventionsIfThatIsAskedFor() {
    with(
        request -> request.stream() ? Reply.deltas("Hel", "lo") : Reply.text("Hello"),
        new TelemetrySettings(Naming.LATEST, false, ProviderNames::of),
        engine -> {
          read(engine.stream(question()));
          Map<String, MetricData> found = collected();

          assertThat(found)
              .containsKeys(
                  "gen_ai.client.inference.usage.input_tokens",
                  "gen_ai.client.inference.usage.output_tokens",
                  "gen_ai.client.inference.usage.cache_read.input_tokens",
                  "gen_ai.client.inference.usage.cache_write.input_tokens",
                  "gen_ai.client.inference.usage.reasoning.output_tokens",
                  "gen_ai.client.inference.operation.input_tokens",
                  "gen_ai.client.inference.operation.output_tokens",
                  "gen_ai.client.inference.duration",
                  "gen_ai.client.inference.time_to_first_chunk",
                  "gen_ai.client.inference.time_per_output_chunk")
              .doesNotContainKeys(
                  "gen_ai.client.token.usage",
                  "gen_ai.client.operation.duration",
                  "gen_ai.client.operation.time_to_first_chunk",
                  "gen_ai.client.operation.time_per_output_chunk");
          assertThat(labels(found.get("gen_ai.client.inference.usage.input_tokens")))
              .singleElement()
              .satisfies(
                  labels -> assertThat(labels).containsEntry("gen_ai.token.modality", "unknown"));
          assertThat(call(SpanKind.CLIENT).getAttributes().asMap())
              .containsKey(AttributeKey.longKey("gen_ai.usage.cache_write.input_tokens"))
              .containsKey(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk"));
        });
  }

  @Test
  void eachFurtherPieceOfAStreamIsTimed() {
    with(
        request -> request.stream() ? Reply.deltas("Hel", "lo", "!") : Reply.text("Hello"),
        TelemetrySettings.DEFAULT,
        engine -> {
          engine.route(question());
          assertThat(collected())
              .doesNotContainKey("gen_ai.client.operation.time_per_output_chunk");
          read(engine.stream(question()));
          MetricData found = collected().get("gen_ai.client.operation.time_per_output_chunk");

          assertThat(found.getUnit()).isEqualTo("s");
          assertThat(boundaries(found)).startsWith(0.01, 0.02).endsWith(81.92).hasSize(14);
          assertThat(((HistogramPointData) points(found).iterator().next()).getCount())
              .isEqualTo(2);
        });
  }

  private static void read(ChatStream stream) {
    try (stream) {
      while (stream.next() != null) {}
    }
  }

  private SpanData call(SpanKind kind) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getKind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRequestIsAChildOfWhatIsCurrentAndItsCallsAreChildrenOfIt() {
    with(
        request -> request.model().equals("gpt-a") ? Reply.failure(500, null) : Reply.text("Hello"),
        TelemetrySettings.DEFAULT,
        engine -> {
          Span outer = sdk.getTracer("test").spanBuilder("POST /v1/chat/completions").startSpan();
          try (Scope scope = outer.makeCurrent()) {
            engine.route(question());
          }
          outer.end();

          SpanData request =
              spans.getFinishedSpanItems().stream()
                  .filter(span -> span.getName().equals("penstock request"))
                  .findFirst()
                  .orElseThrow();
          List<SpanData> calls =
              spans.getFinishedSpanItems().stream()
                  .filter(span -> span.getKind() == SpanKind.CLIENT)
                  .toList();
          assertThat(request.getParentSpanId()).isEqualTo(outer.getSpanContext().getSpanId());
          assertThat(calls)
              .hasSizeGreaterThan(1)
              .allMatch(span -> span.getParentSpanId().equals(request.getSpanId()))
              .allMatch(span -> span.getTraceId().equals(outer.getSpanContext().getTraceId()))
              .allMatch(span -> span.getEndEpochNanos() >= span.getStartEpochNanos());
          assertThat(text(calls.getFirst(), "error.type")).isEqualTo("server_error");
          SpanData last = calls.getLast();
          assertThat(last.getName()).startsWith("chat gpt-");
          assertThat(text(last, "error.type")).isNull();
          assertThat(
                  last.getAttributes()
                      .get(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons")))
              .containsExactly("stop");
          assertThat(last.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
              .isPositive();
        });
  }

  @Test
  void twoRequestsToWhichTheirCallersGaveOneIdAreTwoTraces() {
    with(
        request -> Reply.text("Hello"),
        TelemetrySettings.DEFAULT,
        engine -> {
          engine.route(question().toBuilder().id("same").build());
          engine.route(question().toBuilder().id("same").build());

          Map<SpanKind, List<SpanData>> byKind =
              spans.getFinishedSpanItems().stream()
                  .collect(Collectors.groupingBy(SpanData::getKind));
          assertThat(byKind.get(SpanKind.INTERNAL))
              .extracting(SpanData::getTraceId)
              .doesNotHaveDuplicates()
              .hasSize(2);
          assertThat(byKind.get(SpanKind.CLIENT))
              .extracting(SpanData::getParentSpanId)
              .containsExactlyElementsOf(
                  byKind.get(SpanKind.INTERNAL).stream().map(SpanData::getSpanId).toList());
        });
  }

  @Test
  void aStreamThatIsClosedEarlyHasItsCallBelowIt() {
    with(
        request -> Reply.deltas("Hel", "lo"),
        TelemetrySettings.DEFAULT,
        engine -> {
          try (ChatStream stream = engine.stream(question())) {
            assertThat(stream.next()).isNotNull();
          }
          engine.close();

          SpanData request = call(SpanKind.INTERNAL);
          assertThat(text(request, "penstock.outcome")).isEqualTo("cancelled");
          assertThat(call(SpanKind.CLIENT).getParentSpanId()).isEqualTo(request.getSpanId());
        });
  }

  @Test
  void whatWasRoutedAndSpentIsCounted() {
    with(
        request -> request.model().equals("gpt-a") ? Reply.failure(500, null) : Reply.text("Hello"),
        TelemetrySettings.DEFAULT,
        engine -> {
          double cost = engine.route(question()).cost().nanos() / 1e9;
          Map<String, MetricData> found = collected();

          assertThat(labels(found.get("penstock.requests")))
              .containsExactly(
                  Map.of(
                      "penstock.outcome", "answered",
                      "penstock.route", "everything",
                      "penstock.tier", "any"));
          assertThat(found.get("penstock.cost").getUnit()).isEqualTo("USD");
          assertThat(
                  found.get("penstock.cost").getDoubleSumData().getPoints().stream()
                      .mapToDouble(point -> point.getValue())
                      .sum())
              .isEqualTo(cost);
          assertThat(labels(found.get("penstock.fallbacks")))
              .allSatisfy(labels -> assertThat(labels).containsEntry("error.type", "server_error"));
          assertThat(found.get("penstock.budget.limit").getDoubleGaugeData().getPoints())
              .singleElement()
              .satisfies(point -> assertThat(point.getValue()).isEqualTo(5.0));
          assertThat(
                  found.get("penstock.budget.used").getDoubleGaugeData().getPoints().stream()
                      .mapToDouble(point -> point.getValue())
                      .sum())
              .isEqualTo(cost);
          assertThat(labels(found.get("penstock.model.state"))).hasSize(10);
          assertThat(found).containsKeys("penstock.attempts", "penstock.cache.requests");
        });
  }

  @Test
  void aRequestThatNobodyAnswersIsCountedByItsError() {
    with(
        request -> Reply.body(400, "application/json", "{\"error\":{\"message\":\"SECRETWORD\"}}"),
        TelemetrySettings.DEFAULT,
        engine -> {
          assertThatThrownBy(() -> engine.route(question())).isInstanceOf(PenstockException.class);

          assertThat(labels(collected().get("penstock.requests")))
              .singleElement()
              .satisfies(
                  labels ->
                      assertThat(labels)
                          .containsEntry("penstock.outcome", "failed")
                          .containsKey("error.type"));
          assertThat(text(call(SpanKind.INTERNAL), "error.type")).isNotNull();
          assertThat(recorded()).doesNotContain("SECRETWORD");
        });
  }

  @Test
  void noTextOfPromptOrAnswerAndNoTenantIsRecorded() {
    with(
        request -> Reply.text("The answer is ANSWERWORD"),
        TelemetrySettings.DEFAULT,
        engine -> {
          engine.route(question());

          assertThat(recorded())
              .contains("gpt-a")
              .doesNotContain("SECRETWORD", "ANSWERWORD", "ada", "shop", "key-of-the-provider");
        });
  }

  @Test
  void tenantsAreToldApartIfTheSettingsSaySo() {
    with(
        request -> Reply.text("Hello"),
        new TelemetrySettings(Naming.V1_41, true, ProviderNames::of),
        engine -> {
          engine.route(question());

          assertThat(labels(collected().get("penstock.cost")))
              .singleElement()
              .satisfies(labels -> assertThat(labels).containsEntry("penstock.tenant", "shop"));
        });
  }

  private String recorded() {
    return metrics.collectAllMetrics().toString() + spans.getFinishedSpanItems();
  }
}
