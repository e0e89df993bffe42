package dev.penstock.samples.gateway;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.samples.gateway.access.Access;
import dev.penstock.samples.gateway.access.Keys;
import dev.penstock.samples.gateway.admin.AdminEndpoints;
import dev.penstock.samples.gateway.admin.GatewayState;
import dev.penstock.samples.gateway.admin.PolicyHistory;
import dev.penstock.samples.gateway.idempotency.Replays;
import dev.penstock.samples.gateway.logs.EngineLog;
import dev.penstock.samples.gateway.logs.GatewayLog;
import dev.penstock.samples.gateway.logs.Logs;
import dev.penstock.samples.gateway.logs.RequestLog;
import dev.penstock.samples.gateway.messages.AnthropicErrors;
import dev.penstock.samples.gateway.messages.Messages;
import dev.penstock.samples.gateway.openai.ChatCompletions;
import dev.penstock.samples.gateway.openai.Embeddings;
import dev.penstock.samples.gateway.openai.ModelList;
import dev.penstock.samples.gateway.openai.OpenAiErrors;
import dev.penstock.samples.gateway.policy.PolicyInForce;
import dev.penstock.samples.gateway.responses.Responses;
import dev.penstock.samples.gateway.server.Endpoint;
import dev.penstock.samples.gateway.server.ErrorShape;
import dev.penstock.samples.gateway.server.HttpServer;
import dev.penstock.samples.gateway.server.RequestWatch;
import dev.penstock.samples.gateway.support.Feedback;
import dev.penstock.samples.gateway.support.SupportQueries;
import dev.penstock.samples.gateway.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An engine behind a server. */
public final class Gateway implements AutoCloseable {
  private final Engine engine;
  private final HttpServer server;
  private final Duration drain;
  private final @Nullable Logs logs;
  private final Telemetry telemetry;
  private volatile boolean stopping;

  private Gateway(
      Engine engine,
      GatewayOptions options,
      PolicyInForce policy,
      PolicyHistory history,
      @Nullable Logs logs,
      Telemetry telemetry,
      RequestWatch watch)
      throws IOException {
    this.engine = engine;
    this.logs = logs;
    this.telemetry = telemetry;
    drain = options.drain();
    policy.of(engine);
    server =
        new HttpServer(
            options.address(),
            options.port(),
            options.tls(),
            endpoints(options, policy, history),
            new Access(Keys.of(options.keys())),
            new OpenAiErrors(),
            options.limits(),
            watch,
            options.grace());
    telemetry.observe(engine, server::connections);
    if (logs != null) {
      GatewayLog.started(options.address(), server.port(), logs);
    }
  }

  /**
   * Builds the engine and listens.
   *
   * @param builder has its policy, and is built here
   * @throws IOException if the keys cannot be read
   */
  public static Gateway start(EngineBuilder builder, GatewayOptions options) throws IOException {
    return start(builder, options, Observability.QUIET);
  }

  /**
   * Builds the engine, listens, and tells of it.
   *
   * @param builder has its policy, and is built here
   * @throws IOException if the keys cannot be read
   */
  public static Gateway start(
      EngineBuilder builder, GatewayOptions options, Observability observability)
      throws IOException {
    PolicyInForce policy = new PolicyInForce();
    PolicyHistory history = new PolicyHistory(InstantSource.system());
    Telemetry telemetry =
        new Telemetry(
            observability.telemetry(),
            instance -> policy.get().vendors().getOrDefault(instance, instance),
            options.tls() == null ? "http" : "https");
    builder.listener(policy).listener(history).listener(telemetry.listener());
    RequestWatch watch = telemetry.watch();
    Logs logs = observability.logs();
    if (logs != null) {
      builder.listener(new EngineLog(logs));
    }
    if (logs != null && observability.requestLines()) {
      RequestLog log = new RequestLog(logs);
      builder.listener(log);
      watch = watch.around(log);
    }
    Engine engine;
    try {
      engine = builder.build();
    } catch (RuntimeException e) {
      telemetry.close();
      throw e;
    }
    try {
      return new Gateway(engine, options, policy, history, logs, telemetry, watch);
    } catch (IOException | RuntimeException e) {
      engine.close();
      telemetry.close();
      throw e;
    }
  }

  private List<Endpoint> endpoints(
      GatewayOptions options, PolicyInForce policy, PolicyHistory history) {
    InstantSource clock = InstantSource.system();
    ErrorShape errors = new OpenAiErrors();
    ModelList models = new ModelList(policy, clock.instant());
    Health health = new Health(engine, () -> stopping);
    Replays replays =
        new Replays(options.replayBytes(), options.replayLifetime(), System::nanoTime);
    List<Endpoint> admin =
        AdminEndpoints.of(engine, state(health), options.policy(), history, policy, clock, errors);
    List<Endpoint> open =
        List.of(
            new Endpoint("GET", "/health", Endpoint.Access.OPEN, errors, health::live),
            new Endpoint("GET", "/ready", Endpoint.Access.OPEN, errors, health::ready),
            new Endpoint("GET", "/metrics", Endpoint.Access.ADMIN, errors, telemetry.metrics()),
            new Endpoint("GET", "/v1/models", Endpoint.Access.KEY, errors, models),
            new Endpoint("GET", "/v1/models/", Endpoint.Access.KEY, errors, models::one),
            new Endpoint(
                "POST",
                "/v1/chat/completions",
                Endpoint.Access.KEY,
                errors,
                replays.around(new ChatCompletions(engine, policy, clock))),
            new Endpoint(
                "POST",
                "/v1/embeddings",
                Endpoint.Access.KEY,
                errors,
                replays.around(new Embeddings(engine, policy))),
            new Endpoint(
                "POST",
                "/v1/messages",
                Endpoint.Access.KEY,
                new AnthropicErrors(),
                replays.around(new Messages(engine, policy))),
            new Endpoint(
                "POST",
                "/v1/responses",
                Endpoint.Access.KEY,
                errors,
                replays.around(new Responses(engine, policy, clock))),
            new Endpoint(
                "POST",
                "/v1/support/queries",
                Endpoint.Access.KEY,
                errors,
                replays.around(new SupportQueries(engine, clock))),
            new Endpoint(
                "POST", "/v1/feedback", Endpoint.Access.KEY, errors, new Feedback(engine)));
    return Stream.concat(open.stream(), admin.stream()).toList();
  }

  private GatewayState state(Health health) {
    return new GatewayState() {
      @Override
      public String status() {
        return health.word();
      }

      @Override
      public int connections() {
        return server.connections();
      }

      @Override
      public int requests() {
        return server.requests();
      }

      @Override
      public @Nullable String tlsTrouble() {
        return server.tlsTrouble();
      }
    };
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** What can be asked. */
  public List<Endpoint> endpoints() {
    return server.endpoints();
  }

  /** The engine, which is closed with the gateway. */
  public Engine engine() {
    return engine;
  }

  /** How many connections there are. */
  public int connections() {
    return server.connections();
  }

  /** Why a changed certificate is not in use, or null. */
  @Nullable String tlsTrouble() {
    return server.tlsTrouble();
  }

  /**
   * Is not ready any more from now on, and after the drain accepts nothing more, lets answers end
   * within the grace, tells the rest to end, and closes the engine.
   */
  @Override
  public void close() {
    stopping = true;
    try {
      Thread.sleep(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    if (logs != null) {
      GatewayLog.stopped(engine, logs);
    }
    engine.close();
    telemetry.close();
  }
}
