package dev.penstock.samples.gateway.openai;

import dev.penstock.api.Engine;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.Handler;
import dev.penstock.samples.gateway.server.HttpError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells what would become of a request for a chat completion; nothing is sent. {@code tenant} and
 * {@code user} say whose request it would be.
 */
public final class ChatExplain implements Handler {
  private static final int LONGEST = 256;

  private final Engine engine;
  private final Supplier<PolicyNames> names;

  /** Tells what an engine would do. */
  public ChatExplain(Engine engine, Supplier<PolicyNames> names) {
    this.engine = engine;
    this.names = names;
  }

  @Override
  public void handle(Exchange exchange) {
    Map<String, String> whose = exchange.query("tenant", "user");
    whose.forEach(ChatExplain::check);
    Caller caller = exchange.caller();
    Caller other =
        new Caller(
            caller.keyId(),
            whose.getOrDefault("tenant", caller.tenant()),
            whose.getOrDefault("user", whose.containsKey("tenant") ? null : caller.user()),
            caller.admin());
    ChatRequest request =
        ChatReader.read(exchange.body(), exchange.id(), other, names.get()).asked().request();
    exchange.answer(200, engine.explain(request).toJson().getBytes(StandardCharsets.UTF_8));
  }

  private static void check(String name, String value) {
    if (value.isBlank()
        || value.length() > LONGEST
        || value.chars().anyMatch(Character::isISOControl)) {
      throw HttpError.field(
          "invalid_" + name,
          name,
          name + " must have 1 to " + LONGEST + " characters, and no control character");
    }
  }
}
