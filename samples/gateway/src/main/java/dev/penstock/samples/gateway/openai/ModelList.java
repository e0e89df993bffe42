package dev.penstock.samples.gateway.openai;

import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.wire.Asking;
import java.time.Instant;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** Lists what a request may name as its model: {@code auto}, the routes and the models. */
public final class ModelList implements Handler {
  private final Supplier<PolicyNames> names;
  private final long created;

  /** Lists the names of a policy, as if all had been made at that time. */
  public ModelList(Supplier<PolicyNames> names, Instant created) {
    this.names = names;
    this.created = created.getEpochSecond();
  }

  @Override
  public void handle(Exchange exchange) {
    PolicyNames now = names.get();
    exchange.answer(
        200,
        JsonOut.write(
            json -> {
              json.writeStartObject();
              json.writeStringProperty("object", "list");
              json.writeArrayPropertyStart("data");
              model(Asking.AUTO, "policy", json);
              now.routes().stream()
                  .filter(route -> !now.models().contains(route) && !route.equals(Asking.AUTO))
                  .forEach(route -> model(route, "route", json));
              now.models().forEach(model -> model(model, "model", json));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  private void model(String id, String owner, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    json.writeStringProperty("object", "model");
    json.writeNumberProperty("created", created);
    json.writeStringProperty("owned_by", owner);
    json.writeEndObject();
  }
}
