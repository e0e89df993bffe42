package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.samples.gateway.Gateway;
import dev.penstock.samples.gateway.GatewayOptions;
import dev.penstock.samples.gateway.access.KeyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  private static final Duration WATCH = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

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
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private String address = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long answers may go on at the end (default: ${DEFAULT-VALUE}).")
  private int grace;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    EngineBuilder engine = Engine.builder();
    if (policy == null) {
      engine.policy(OwnPolicy.text());
    } else {
      engine.policy(policy).watch(WATCH);
    }
    Path keyFile = keys == null ? Files.createTempDirectory("gateway").resolve("keys") : keys;
    @Nullable String key = keys == null ? KeyFile.create(keyFile, "demo", null, false, null) : null;
    GatewayOptions loopback = GatewayOptions.onLoopback(port, keyFile);
    GatewayOptions options =
        new GatewayOptions(
            address,
            port,
            keyFile,
            loopback.limits(),
            Duration.ofSeconds(grace),
            loopback.replayBytes(),
            loopback.replayLifetime());
    Gateway gateway = Gateway.start(engine, options);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("gateway-shutdown")
                .unstarted(
                    () -> {
                      gateway.close();
                      ended.countDown();
                      // A signal that was obeyed is no failure; the JVM would exit with 128 + n.
                      Runtime.getRuntime().halt(0);
                    }));
    out.println("listening on http://" + address + ":" + gateway.port());
    if (key != null) {
      out.println("try it:");
      out.println(
          "  curl http://127.0.0.1:"
              + gateway.port()
              + "/v1/chat/completions -H 'Authorization: Bearer "
              + key
              + "' -H 'Content-Type: application/json' -d"
              + " '{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
    }
    out.flush();
    try {
      ended.await();
    } catch (InterruptedException e) {
      gateway.close();
    }
    return 0;
  }
}
