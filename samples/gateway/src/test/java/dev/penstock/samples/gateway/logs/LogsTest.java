package dev.penstock.samples.gateway.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.testkit.FakeClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {
  private static final String NASTY = "a\r\nlevel=error event=\"x\"\u2028\u001b[31m\\";

  private final FakeClock clock = new FakeClock(Instant.parse("2026-11-23T10:00:00.123456Z"));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Map<String, Object> json(String line) {
    return JsonIn.read(line.getBytes(StandardCharsets.UTF_8), JsonIn::object);
  }

  @Test
  void aLineIsAnObjectWithTimeLevelAndEvent() {
    try (Logs logs = Logs.begin(out, LogFormat.JSON, Level.INFO, clock)) {
      logs.tell(
          Level.WARNING,
          "request",
          line -> {
            line.put("status", 200);
            line.put("route", null);
          });
    }
    assertThat(lines())
        .containsExactly(
            "{\"time\":\"2026-11-23T10:00:00.123Z\",\"level\":\"warn\",\"event\":\"request\","
                + "\"status\":200}");
  }

  @Test
  void nothingInAFieldEndsALine() {
    try (Logs json = Logs.begin(out, LogFormat.JSON, Level.INFO, clock)) {
      json.tell(Level.INFO, "request", line -> line.put("model", NASTY));
    }
    try (Logs text = Logs.begin(out, LogFormat.TEXT, Level.INFO, clock)) {
      text.tell(Level.INFO, "request", line -> line.put("model", NASTY));
    }
    List<String> lines = List.of(out.toString(StandardCharsets.UTF_8).split("\n"));
    assertThat(lines).hasSize(2);
    assertThat(json(lines.getFirst())).containsEntry("model", NASTY);
    assertThat(lines.getLast())
        .isEqualTo(
            "time=2026-11-23T10:00:00.123Z level=info event=request"
                + " model=\"a\\u000d\\u000alevel=error event=\\\"x\\\"\\u2028\\u001b[31m\\\\\"");
  }

  @Test
  void whatIsBelowTheLevelIsNotTold() {
    try (Logs logs = Logs.begin(out, LogFormat.TEXT, Level.WARNING, clock)) {
      logs.tell(Level.INFO, "request", line -> line.put("status", 200));
      Logger.getLogger("some.library").info("hello");
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void librariesTellByAnyOfTheThreeWays() {
    try (Logs logs = Logs.begin(out, LogFormat.JSON, Level.INFO, clock)) {
      assertThat(logs.isWritten(Level.INFO)).isTrue();
      Logger.getLogger("a.library").log(Level.WARNING, "{0} of {1}", new Object[] {1, 2});
      System.getLogger("b.library").log(System.Logger.Level.ERROR, "broken", new IOException("x"));
      LoggerFactory.getLogger("c.library").warn("{} are slow", 3);
    }
    assertThat(lines()).hasSize(3);
    assertThat(json(lines().get(0)))
        .containsEntry("logger", "a.library")
        .containsEntry("message", "1 of 2")
        .containsEntry("level", "warn");
    assertThat(json(lines().get(1)))
        .containsEntry("level", "error")
        .extracting("exception")
        .asString()
        .startsWith("java.io.IOException: x at ");
    assertThat(json(lines().get(2))).containsEntry("message", "3 are slow");
  }

  @Test
  void whatLibrariesTellToDebugThemIsNeverTold() {
    try (Logs logs = Logs.begin(out, LogFormat.JSON, Level.FINE, clock)) {
      LoggerFactory.getLogger("org.apache.hc.client5.http.wire").debug("authorization: Bearer k");
      logs.tell(Level.FINE, "attempt", line -> line.put("outcome", "answered"));
    }
    assertThat(lines()).singleElement().asString().contains("attempt");
  }

  @Test
  void theMessageOfAnExceptionThatPromisesNothingIsNotTold() {
    try (Logs logs = Logs.begin(out, LogFormat.JSON, Level.INFO, clock)) {
      assertThat(logs.isWritten(Level.SEVERE)).isTrue();
      Logger.getLogger("d.library")
          .log(Level.SEVERE, "failed", new IllegalStateException("my card is 4111"));
    }
    assertThat(json(lines().getFirst()).get("exception"))
        .asString()
        .startsWith("java.lang.IllegalStateException at ")
        .doesNotContain("4111");
  }

  @Test
  void leavesTheLoggingOfTheProcessAsItWas() {
    Handler[] before = Logger.getLogger("").getHandlers();
    Logs.begin(out, LogFormat.JSON, Level.FINE, clock).close();
    assertThat(Logger.getLogger("").getHandlers()).containsExactlyInAnyOrder(before);
    assertThat(Logger.getLogger("").getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void aReaderThatStandsStillLosesLinesAndIsToldHowMany() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            writing.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            out.write(bytes, from, length);
          }
        };
    byte[] line = new byte[1024 * 1024];
    try (LineWriter writer =
        new LineWriter(slow, lost -> (lost + " lost").getBytes(StandardCharsets.US_ASCII))) {
      writer.add("first".getBytes(StandardCharsets.US_ASCII));
      writing.await();
      for (int i = 0; i < 10; i++) {
        writer.add(line);
      }
      goOn.countDown();
      writer.flush(Duration.ofSeconds(20));
    }
    String written = out.toString(StandardCharsets.US_ASCII);
    assertThat(written).startsWith("first\n").endsWith("\n3 lost\n");
    assertThat(written.length()).isLessThan(LineWriter.MOST_WAITING + 100);
  }
}
