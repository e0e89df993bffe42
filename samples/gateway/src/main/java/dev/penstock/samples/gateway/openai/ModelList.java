package dev.penstock.samples.gateway.openai;

import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.Asking;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Lists what a request may name as its model: {@code auto}, the routes and the models; or tells of
 * one of them, whose name ends the path then. Both vendors have this path; a client of Anthropic's
 * is known by its header.
 */
public final class ModelList implements Handler {
  private static final String ANTHROPIC = "anthropic-version";

  private final Supplier<PolicyNames> names;
  private final Instant created;

  /** Lists the names of a policy, as if all had been made at that time. */
  public ModelList(Supplier<PolicyNames> names, Instant created) {
    this.names = names;
    this.created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void handle(Exchange exchange) {
    Map<String, String> owners = owners(names.get());
    boolean anthropic = isAnthropic(exchange);
    exchange.answer(
        200,
        JsonOut.write(
            json -> {
              json.writeStartObject();
              if (anthropic) {
                json.writeBooleanProperty("has_more", false);
                json.writeStringProperty("first_id", Asking.AUTO);
                json.writeStringProperty("last_id", List.copyOf(owners.keySet()).getLast());
              } else {
                json.writeStringProperty("object", "list");
              }
              json.writeArrayPropertyStart("data");
              owners.forEach((name, owner) -> model(name, owner, anthropic, json));
              json.writeEndArray();
              json.writeEndObject();
            }));
  }

  /** Tells of the one that the path ends with. */
  public void one(Exchange exchange) {
    String path = exchange.path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    @Nullable String owner = owners(names.get()).get(decoded(name));
    if (owner == null) {
      throw new HttpError(404, "model_not_found", "the model does not exist, or is not yours");
    }
    boolean anthropic = isAnthropic(exchange);
    exchange.answer(200, JsonOut.write(json -> model(decoded(name), owner, anthropic, json)));
  }

  /** A plus in a path is one, other than in a form. */
  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpError(400, "invalid_path", "the path has a % that begins no byte");
    }
  }

  private static Map<String, String> owners(PolicyNames now) {
    Map<String, String> owners = new LinkedHashMap<>();
    owners.put(Asking.AUTO, "policy");
    now.routes().stream()
        .filter(route -> !now.models().contains(route))
        .forEach(route -> owners.putIfAbsent(route, "route"));
    now.models().forEach(model -> owners.putIfAbsent(model, "model"));
    return owners;
  }

  private static boolean isAnthropic(Exchange exchange) {
    return exchange.header(ANTHROPIC).isPresent();
  }

  private void model(String id, String owner, boolean anthropic, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", id);
    if (anthropic) {
      json.writeStringProperty("type", "model");
      json.writeStringProperty("display_name", id);
      json.writeStringProperty("created_at", created.toString());
      json.writeStringProperty("lifecycle", "active");
    } else {
      json.writeStringProperty("object", "model");
      json.writeNumberProperty("created", created.getEpochSecond());
      json.writeStringProperty("owned_by", owner);
    }
    json.writeEndObject();
  }
}
