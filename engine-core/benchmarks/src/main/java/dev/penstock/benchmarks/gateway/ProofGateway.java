package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.DataFolder;
import dev.penstock.benchmarks.Folder;
import dev.penstock.benchmarks.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Shows what the gateway costs and bears, one line each; docs/proofs.md says what each means. */
public final class ProofGateway {
  private ProofGateway() {}

  /**
   * Takes {@code --data=FOLDER}; the system property {@code proof.gateway} is the folder of the
   * launcher. The exit code is 1 if anything is short.
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    @Nullable Path data = DataFolder.of(arguments);
    Path launcher =
        Path.of(System.getProperty("proof.gateway", "samples/gateway"))
            .toAbsolutePath()
            .normalize();
    Proof proof = new Proof(System.out);
    proof.conditions();
    try (Folder folder = Folder.make();
        LoopbackServer upstream = LoopbackServer.start(folder.path())) {
      Path measured = Files.createDirectories(folder.path().resolve("measured"));
      try (GatewayChild gateway = GatewayChild.start(launcher, measured, upstream.port())) {
        costs(proof, launcher, gateway, upstream, folder.path());
        StallProof.show(proof, gateway, upstream);
      }
      Path stopped = Files.createDirectories(folder.path().resolve("stopped"));
      StopProof.show(proof, launcher, stopped, upstream);
      Path idle = Files.createDirectories(folder.path().resolve("idle"));
      IdleProof.show(proof, launcher, idle, upstream);
      StartProof.show(proof, launcher, upstream.port());
      QuestionsProof.show(proof, launcher, upstream, data);
    }
    System.exit(proof.exitCode());
  }

  private static void costs(
      Proof proof, Path launcher, GatewayChild sqlite, LoopbackServer upstream, Path folder)
      throws IOException, InterruptedException, SQLException {
    Path bench = launcher.resolve("bench");
    Tools tools;
    try {
      tools = Tools.find(bench);
    } catch (Tools.Missing e) {
      proof.leftOut("load, and cost beside nginx,", e.why());
      return;
    }
    Wrk ofSqlite = new Wrk(tools, bench, folder, sqlite.key());
    LoadProof.show(proof, sqlite, ofSqlite);
    Path inMemory = Files.createDirectories(folder.resolve("in-memory"));
    try (NginxChild nginx = NginxChild.start(tools, bench, folder, upstream.port());
        GatewayChild memory = GatewayChild.startInMemory(launcher, inMemory, upstream.port())) {
      Wrk ofMemory = new Wrk(tools, bench, folder, memory.key());
      CostProof.show(
          proof,
          CostProof.Measured.of(memory, ofMemory),
          CostProof.Measured.of(sqlite, ofSqlite),
          CostProof.Measured.of(nginx, ofMemory),
          upstream);
    }
  }
}
