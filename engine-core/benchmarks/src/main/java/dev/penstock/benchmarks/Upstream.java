package dev.penstock.benchmarks;

import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A server on loopback in a process of its own, so that its work is not counted. */
final class Upstream implements AutoCloseable {
  private final Process process;
  private final int port;

  private Upstream(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one. */
  static Upstream start() {
    try {
      Process process =
          new ProcessBuilder(
                  java(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Upstream.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
      @Nullable String port = said.readLine();
      if (port == null) {
        throw new IllegalStateException("the loopback server did not start");
      }
      return new Upstream(process, Integer.parseInt(port));
    } catch (IOException e) {
      throw new UncheckedIOException("the loopback server cannot be started", e);
    }
  }

  /** The program that runs this one. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  int port() {
    return port;
  }

  /** Closes its input, which ends it; so does the end of this process. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the loopback server ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the loopback server cannot be ended", e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /** The server's own process: says its port and serves until its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (ScriptedServer server =
        ScriptedServer.openAi()
            .keep(1)
            .start(exchange -> Reply.text(Workload.ANSWER, Workload.USAGE))) {
      System.out.println(server.port());
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }
}
