package dev.penstock.samples.supportdesk;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.support.CustomerQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Answers questions one after another, so that two runs with the same seed are the same. */
final class Desk {
  private static final String TENANT = "shop";

  private final Engine engine;
  private final Map<String, String> knowledge = Knowledge.entries();

  Desk(Engine engine) {
    this.engine = engine;
  }

  List<Row> answer(List<Query> queries, Consumer<Row> done) {
    List<Row> rows = new ArrayList<>(queries.size());
    for (Query query : queries) {
      Row row = answer(query);
      rows.add(row);
      done.accept(row);
    }
    return rows;
  }

  private Row answer(Query query) {
    ChatRequest request = request(query);
    long start = System.nanoTime();
    try {
      Answer answer = engine.route(request);
      return new Row(query, answer, null, answer.timing().total());
    } catch (PenstockException e) {
      return new Row(query, null, e, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** The question with the orders it names, and all that the shop knows. */
  private ChatRequest request(Query query) {
    CustomerQuery.Builder asked =
        CustomerQuery.builder(query.text())
            .id(query.id())
            .customer("customer-" + query.id())
            .priority(query.priority());
    if (query.language() != null) {
      asked.metadata("locale", query.language());
    }
    List<Map<String, Object>> orders = Shop.orders(query.text());
    if (!orders.isEmpty()) {
      asked.orderContext(Map.of("orders", orders));
    }
    ChatRequest.Builder request = asked.build().request(TENANT);
    knowledge.forEach((name, text) -> request.document("rules/" + name, text));
    return request.build();
  }
}
