package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.DeadPort;
import dev.penstock.testkit.server.KeepAlive;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import dev.penstock.testkit.server.TestCertificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A first provider that is always faulty, in every way that comes before a token. */
final class RowProof {
  private static final int CALLS = 1_000;
  private static final int AT_ONCE = 64;
  private static final String GOOD = "The parcel is on its way.";

  private static final Reply DAILY = Reply.failure(429, "GenerateRequestsPerDayPerProject");

  private RowProof() {}

  static void show(Proof proof) {
    try (ScriptedServer healthy = ScriptedServer.openAi(exchange -> Reply.text(GOOD))) {
      faults().forEach((row, fault) -> show(proof, row, fault, healthy));
      refused(proof, healthy);
      try (ScriptedServer gemini = ScriptedServer.gemini(exchange -> DAILY)) {
        String url = gemini.baseUrl().toString();
        show(proof, "U5 daily quota, on Gemini's wire", "gemini", url, healthy);
      }
    }
  }

  private static Map<String, Reply> faults() {
    Map<String, Reply> rows = new LinkedHashMap<>();
    rows.put("U1 429 with a short Retry-After", limited("2"));
    rows.put("U2 429 with a long Retry-After", limited("120"));
    rows.put("U3 429 without Retry-After", Reply.failure(429, "rate_limit_exceeded"));
    rows.put("U4 quota used up", Reply.failure(429, "insufficient_quota"));
    rows.put("U6 503", Reply.failure(503, null));
    rows.put("U7 500", Reply.failure(500, "server_error"));
    rows.put("U11 no byte", Reply.stall());
    rows.put(
        "U12 keep-alives only",
        Reply.text(GOOD).keepAlive(KeepAlive.comments(100_000, Duration.ofMillis(20))));
    rows.put("U13 silence within the head of the body", Reply.text(GOOD).stallAfter(20));
    rows.put("U14 reset", Reply.reset());
    rows.put("U15 malformed JSON", Reply.eventStream("data: {\"choices\":[}\n\n"));
    rows.put("U16/U17 error under 200", Reply.json("{\"error\":{\"type\":\"overloaded_error\"}}"));
    rows.put("U21 context too long", Reply.failure(400, "context_length_exceeded"));
    rows.put("U22 unknown parameter", Reply.failure(400, "unsupported_parameter"));
    rows.put("U23 model gone", Reply.failure(404, "model_not_found"));
    rows.put("U24 key refused", Reply.failure(401, "invalid_api_key"));
    rows.put("U25 409", Reply.failure(409, null));
    rows.put("U27 64 KiB of headers", Reply.text(GOOD).headers(10, 8_000));
    rows.put("U28 GOAWAY", Reply.goAway(0, 0));
    rows.put("U29 redirect", Reply.body(307, "text/plain", "").header("Location", "/v2"));
    rows.put("U30 web page", Reply.body(200, "text/html", "<html></html>"));
    return rows;
  }

  private static Reply limited(String seconds) {
    return Reply.failure(429, "rate_limit_exceeded").header("Retry-After", seconds);
  }

  /** Faults of the connection itself. */
  private static void refused(Proof proof, ScriptedServer healthy) {
    try (DeadPort port = DeadPort.refusing()) {
      show(proof, "U8 connection refused", TwoProviders.url(port.port()), healthy);
    }
    try (ScriptedServer expired =
        ScriptedServer.openAi()
            .tls(TestCertificate.expired())
            .start(exchange -> Reply.text(GOOD))) {
      show(proof, "U9 expired certificate", expired.baseUrl().toString(), healthy);
    }
    try (DeadPort port = DeadPort.silent()) {
      show(proof, "U10 connection not taken", TwoProviders.url(port.port()), healthy);
    }
  }

  private static void show(Proof proof, String row, Reply fault, ScriptedServer healthy) {
    try (ScriptedServer faulty = ScriptedServer.openAi().keep(1).start(exchange -> fault)) {
      show(proof, row, faulty.baseUrl().toString(), healthy);
    }
  }

  private static void show(Proof proof, String row, String faulty, ScriptedServer healthy) {
    show(proof, row, "openai", faulty, healthy);
  }

  private static void show(
      Proof proof, String row, String plugin, String faulty, ScriptedServer healthy) {
    AtomicInteger good = new AtomicInteger();
    try (Engine engine =
        TwoProviders.engine(plugin, faulty, healthy.baseUrl().toString(), TwoProviders.SHORT)) {
      Crowd.of(
          CALLS,
          AT_ONCE,
          i -> {
            try {
              if (TwoProviders.ask(engine, Workload.request(), i % 2 == 0).equals(GOOD)) {
                good.incrementAndGet();
              }
            } catch (PenstockException e) {
              System.err.println(row + ": " + e.getMessage());
            }
          });
      boolean free = engine.report().budgets().getFirst().held().equals(Usd.ZERO);
      proof.shown(
          "first provider " + row + ", second answered",
          good.get() + (free ? "" : ", and money is still held"),
          CALLS + " of " + CALLS + ", half of them streams",
          good.get() == CALLS && free);
    }
  }
}
