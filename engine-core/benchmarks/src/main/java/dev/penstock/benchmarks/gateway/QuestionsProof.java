package dev.penstock.benchmarks.gateway;

import dev.penstock.api.money.Usd;
import dev.penstock.benchmarks.Folder;
import dev.penstock.benchmarks.Proof;
import dev.penstock.core.evaluate.Query;
import dev.penstock.core.evaluate.QueryFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Real questions over HTTP: what the answers say they cost is what the ledger has. */
final class QuestionsProof {
  private static final String FILE = "bitext_cs_intent_dev.csv";
  private static final int AT_ONCE = 16;
  private static final JsonMapper JSON = new JsonMapper();

  private QuestionsProof() {}

  static void show(Proof proof, Path launcher, LoopbackServer upstream, @Nullable Path data)
      throws IOException, InterruptedException, SQLException {
    if (data == null) {
      proof.leftOut("questions of " + FILE + " over HTTP", "-Ddata names no folder");
      return;
    }
    List<Query> queries = QueryFile.read(data.resolve(FILE), null);
    try (Folder folder = Folder.make();
        GatewayChild gateway = GatewayChild.start(launcher, folder.path(), upstream.port())) {
      int answered = 0;
      Usd said = Usd.ZERO;
      Map<String, Integer> tiers = new TreeMap<>();
      for (HttpResponse<String> response : ask(gateway, queries)) {
        if (response.statusCode() == 200 && response.body().contains("Your order left")) {
          answered++;
          said = said.plus(Usd.of(response.headers().firstValue("x-penstock-cost").orElseThrow()));
          tiers.merge(
              response.headers().firstValue("x-penstock-tier").orElseThrow(), 1, Integer::sum);
        }
      }
      int all = queries.size();
      String questions = "questions of " + FILE + " over HTTP";
      proof.shown(
          questions + " answered", answered + " of " + all, all + " of " + all, answered == all);
      proof.atMost(questions + ", calls held afterwards", (double) gateway.held(), 0, "");
      Usd kept = Usd.ofNanos(gateway.cost());
      proof.shown(
          questions + ", cost by the answers' headers and by the ledger",
          said + " and " + kept + " USD",
          "equal",
          said.equals(kept) && !kept.equals(Usd.ZERO));
      tiers.forEach((tier, count) -> proof.beside(questions + ", tier " + tier, count, ""));
    }
  }

  private static List<HttpResponse<String>> ask(GatewayChild gateway, List<Query> queries)
      throws InterruptedException {
    List<HttpResponse<String>> responses = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<HttpResponse<String>>> asked = new ArrayList<>();
      for (Query query : queries) {
        HttpRequest request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                .header("Authorization", "Bearer " + gateway.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(query.text())))
                .build();
        asked.add(threads.submit(() -> client.send(request, HttpResponse.BodyHandlers.ofString())));
      }
      for (Future<HttpResponse<String>> each : asked) {
        responses.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question was not answered", e);
    }
    return responses;
  }

  private static String body(String question) {
    return JSON.writeValueAsString(
        Map.of("model", "auto", "messages", List.of(Map.of("role", "user", "content", question))));
  }
}
