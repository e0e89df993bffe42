package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.penstock.testkit.server.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The package openai of npm, in {@code gateway.test.js}, which node's own test runner runs. */
class NpmTest {
  private static final Path SOURCE = Path.of("src", "test", "npm");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", ".npmrc", "gateway.test.js");

  private static final String README = "readme.test.js";

  /** The oldest node that all of the test has been seen to work on. */
  private static final int OLDEST_NODE = 20;

  private static final Duration INSTALLING = Duration.ofSeconds(60);
  private static final Duration TESTING = Duration.ofSeconds(40);

  /** How npm says that a package cannot be had. */
  private static final Pattern AWAY =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
              + "|ENOTCACHED|ERR_SOCKET_TIMEOUT");

  /** A line of the Test Anything Protocol that says how one test ended. */
  private static final Pattern RESULT =
      Pattern.compile("^ *(not )?ok \\d+ - (.*?)(?: # (?:SKIP|TODO).*)?$");

  private record Ended(String name, boolean ok, String why) {}

  @TestFactory
  Stream<DynamicTest> theClientOfNpmWorksAsItIs() throws IOException, InterruptedException {
    Path folder = installed();
    try (Door door = Door.open(new Upstream())) {
      Files.writeString(folder.resolve(README), readme(door));
      Tool tested =
          Tool.run(
              folder,
              Map.of("BASE_URL", door.url(), "KEY", door.key),
              TESTING,
              List.of("node", "--test", "--test-reporter=tap", "gateway.test.js", README));
      List<Ended> ended = results(tested.out());

      assertThat(ended).as(tested.out()).hasSizeGreaterThan(10);
      assertThat(tested.code() == 0).as(tested.out()).isEqualTo(ended.stream().allMatch(Ended::ok));
      assertThat(door.settles()).as("what is held once all clients have gone").isTrue();
      List<Exchange> left = door.upstream.exchanges().stream().filter(NpmTest::wasLeft).toList();
      assertThat(left).as("calls whose client went away").hasSize(4);
      for (Exchange call : left) {
        assertThat(call.awaitClientGone(Door.PATIENCE)).as(call.body()).isTrue();
      }
      return ended.stream().map(NpmTest::test);
    }
  }

  /** A test of the client that the README makes. */
  private static String readme(Door door) throws IOException {
    List<String> blocks = ReadmeTest.blocks("js", door);
    assertThat(blocks).hasSize(1);
    return """
    import assert from "node:assert/strict";
    import { test } from "node:test";
    const key = process.env.KEY;
    BLOCK
    test("the client of the README", async () => {
      const completion = await client.chat.completions.create({
        model: "auto",
        messages: [{ role: "user", content: "Hi" }],
      });
      assert.equal(completion.choices[0].message.content, "Hello there");
    });
    """
        .replace("BLOCK", blocks.getFirst());
  }

  private static boolean wasLeft(Exchange call) {
    return call.question().contains("without end") || call.question().contains("silence");
  }

  private static DynamicTest test(Ended ended) {
    return DynamicTest.dynamicTest(
        ended.name(),
        () -> {
          if (!ended.ok()) {
            fail(ended.why());
          }
        });
  }

  /** Installs what the lock file says below the folder of what is built. */
  private static Path installed() throws IOException {
    String node = Tool.version("node", "--version").out().strip();
    Matcher major = Pattern.compile("^v(\\d+)\\.").matcher(node);
    assumeTrue(
        major.find() && Integer.parseInt(major.group(1)) >= OLDEST_NODE,
        "node is " + node + ", and at least " + OLDEST_NODE + " is needed");
    Tool.version("npm", "--version");
    Path folder = Path.of("target", "npm").toAbsolutePath();
    Files.createDirectories(folder);
    for (String file : FILES) {
      Files.write(folder.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
    }
    Tool npm =
        Tool.run(
            folder,
            Map.of(),
            INSTALLING,
            List.of(
                "npm",
                "ci",
                "--prefer-offline",
                "--ignore-scripts",
                "--fetch-retries=1",
                // The package names a newer node than it needs.
                "--engine-strict=false"));
    assumeTrue(
        npm.code() == 0 || !AWAY.matcher(npm.out()).find(),
        "the packages of npm are neither kept here nor to be had: " + npm.out());
    assertThat(npm.code()).as(npm.out()).isZero();
    return folder;
  }

  /** How the tests ended, each with what was told of it. */
  private static List<Ended> results(String out) {
    List<Ended> ended = new ArrayList<>();
    List<String> lines = out.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher result = RESULT.matcher(lines.get(i));
      if (result.matches() && !result.group(2).endsWith(".js")) {
        ended.add(new Ended(result.group(2), result.group(1) == null, told(lines, i + 1)));
      }
    }
    return ended;
  }

  /** The block of details behind a result. */
  private static String told(List<String> lines, int from) {
    StringBuilder told = new StringBuilder();
    for (int i = from; i < lines.size() && !lines.get(i).strip().equals("..."); i++) {
      told.append(lines.get(i).stripTrailing()).append('\n');
    }
    return told.toString();
  }
}
