package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.samples.gateway.Gateway;
import dev.penstock.samples.gateway.GatewayOptions;
import dev.penstock.samples.gateway.Observability;
import dev.penstock.samples.gateway.logs.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Serves until the process is told to end. */
@Command(
    name = "serve",
    description = {
      "Serves requests until the process is told to end.",
      "Without options: simulated models, on loopback, with a key that is made for this run."
    },
    footerHeading = "%nExample:%n",
    footer = "  gateway serve --policy policy.yaml --keys keys --port 8080")
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @ParentCommand private @Nullable GatewayCommand parent;
  @Mixin private LogOptions log = new LogOptions();
  @Mixin private TelemetryArguments telemetry = new TelemetryArguments();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy; loaded again when it changes (default: simulated models).")
  private @Nullable Path policy;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "The API keys (default: one for this run, which is printed).")
  private @Nullable Path keys;

  @Option(
      names = "--watch",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Amount.Time.class,
      description =
          "How often to look for a changed policy, 0s for never (default: ${DEFAULT-VALUE}).")
  private Duration watch = Duration.ZERO;

  @Option(names = "--rehearse", hidden = true, description = "Ask itself in each way, and end.")
  private boolean rehearse;

  @Mixin private ListenOptions listen = new ListenOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rehearse) {
      try (OwnKey own = OwnKey.make()) {
        new Rehearsal(own).run();
      }
      return ExitCode.DONE;
    }
    if (keys != null) {
      return serve(keys, null);
    }
    try (OwnKey own = OwnKey.make()) {
      return serve(own.file(), own);
    }
  }

  private int serve(Path keyFile, @Nullable OwnKey own) throws IOException {
    GatewayOptions options = listen.with(policy, keyFile);
    Door door = new Door(options.tls() != null, options.address());
    if (door.isOpen()) {
      spec.commandLine()
          .getErr()
          .println(
              "warning: on "
                  + options.address()
                  + " without --tls-certificate, keys and questions cross the network in the clear;"
                  + " put TLS here or before it");
    }
    Surroundings here = GatewayCommand.surroundings(parent);
    Logs logs = log.begin(here.err(), here.terminal());
    Gateway gateway;
    try {
      gateway =
          Gateway.start(
              engine(),
              options,
              new Observability(logs, log.requests(), telemetry.options(System::getenv)));
    } catch (IOException | RuntimeException e) {
      logs.close();
      throw e;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("gateway-shutdown")
                .unstarted(
                    () -> {
                      gateway.close();
                      logs.close();
                      forget(own);
                      ended.countDown();
                      // A signal that was obeyed is no failure; the JVM would exit with 128 + n.
                      Runtime.getRuntime().halt(0);
                    }));
    PrintWriter out = spec.commandLine().getOut();
    out.println("listening on " + door.url(gateway.port()));
    if (own != null) {
      out.println("try it:");
      out.println("  " + door.curl(gateway.port(), own.text()));
    }
    out.flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      gateway.close();
      logs.close();
    }
    return ExitCode.DONE;
  }

  private EngineBuilder engine() throws IOException {
    EngineBuilder engine = Engine.builder();
    if (policy == null) {
      return engine.policy(OwnPolicy.text());
    }
    engine.policy(policy);
    return watch.isPositive() ? engine.watch(watch) : engine;
  }

  private static void forget(@Nullable OwnKey own) {
    try {
      if (own != null) {
        own.close();
      }
    } catch (IOException e) {
      // the key is of no use any more, wherever it stands
    }
  }
}
