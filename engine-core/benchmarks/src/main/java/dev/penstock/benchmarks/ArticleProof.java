package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.Escalation;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.support.CustomerAnswer;
import dev.penstock.api.support.CustomerQuery;
import dev.penstock.api.support.SupportDesk;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A customer who got a red jacket for a blue one: hard enough for the strong model, and a person.
 */
final class ArticleProof {
  private static final String POLICY =
      """
      version: 1
      providers:
        simulated-cheap: {plugin: simulated, say: "It is on its way."}
        simulated-dear: {plugin: simulated, say: "I am sorry. A refund over 50.00 is approved by our manager."}
      models:
        small: {provider: simulated-cheap, tiers: [simple, moderate], context-window: 64k, price: {input: 0.25, output: 0.38}}
        large: {provider: simulated-dear, tiers: [simple, moderate, complex], context-window: 128k, price: {input: 2.00, output: 8.00}}
      tiers: [simple, moderate, complex]
      classifiers:
        - plugin: keyword
          rules:
            - {id: wrong-item, tier: complex, intent: wrong-item, all: [ordered, received]}
            - {id: status, tier: simple, any: ["where is"]}
      routes:
        - {name: hard, when: {tier: complex}, models: large, rank: ordered, max-output: 500}
        - {name: other, models: any, rank: cheapest, max-output: 300}
      escalate:
        queue: tier-2
        rules:
          - {id: money, when: {answer-says: [manager, supervisor, legal, refund over]}}
      """;

  private ArticleProof() {}

  static void show(Proof proof) {
    CustomerQuery query =
        CustomerQuery.builder(
                "I ordered a blue jacket last week but received a red one. Order #JKT-78945. Can"
                    + " you fix this?")
            .id("q-2026-001")
            .customer("cust-12345")
            .orderContext(
                Map.of(
                    "order_id",
                    "JKT-78945",
                    "items",
                    List.of(Map.of("sku", "JACKET-BLUE-L", "expected", "Blue", "received", "Red")),
                    "status",
                    "delivered",
                    "ordered_date",
                    "2026-01-10"))
            .priority(Priority.HIGH)
            .build();
    try (Engine engine = Engine.builder().policy(POLICY).build()) {
      CustomerAnswer answer = new SupportDesk(engine, "shop").answer(query);
      proof.shown(
          "a red jacket for a blue one goes to the tier and model",
          answer.tier() + ", " + answer.model(),
          "complex, large",
          answer.tier().equals("complex") && answer.model().equals("large"));
      Escalation escalation = answer.escalation();
      boolean told =
          escalation != null
              && escalation.priority() == Priority.HIGH
              && escalation.summary().contains("JKT-78945");
      proof.shown(
          "and to a person, with its order number and priority",
          escalation == null
              ? "no"
              : Objects.requireNonNull(escalation).queue() + ", " + escalation.priority(),
          "tier-2, HIGH",
          told);
    }
  }
}
