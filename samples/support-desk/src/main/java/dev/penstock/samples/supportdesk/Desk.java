package dev.penstock.samples.supportdesk;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Answers questions one after another, so that two runs with the same seed are the same. */
final class Desk {
  private static final String INSTRUCTIONS =
      """
      You are the support desk of an online shop. Answer in the customer's language, in at most \
      five sentences. Say what you know about the order, what happens next, and when. Never \
      promise money; hand over to a person instead.\
      """;

  private final Engine engine;

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
    ChatRequest request =
        ChatRequest.builder()
            .id(query.id())
            .system(INSTRUCTIONS)
            .user(query.text())
            .metadata(Metadata.builder().tenant("shop").priority(query.priority()).build())
            .build();
    long start = System.nanoTime();
    try {
      Answer answer = engine.route(request);
      return new Row(query, answer, null, answer.timing().total());
    } catch (PenstockException e) {
      return new Row(query, null, e, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
