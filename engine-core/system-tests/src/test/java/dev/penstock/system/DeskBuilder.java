package dev.penstock.system;

import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Collects what a desk is made of: two servers and a policy. */
final class DeskBuilder {
  private final Wire wire;
  private ScriptedServer first;
  private Wire secondWire = Wire.OPENAI;
  private Script second = exchange -> Reply.text(Desk.HELLO, Desk.USED);
  private @Nullable URI address;
  private String models = "[small, large]";
  private String ofFirst = "";
  private String ofSecond = "";
  private String priceOfFirst = "{input: 1.00, output: 2.00}";
  private String windowOfSecond = "32k";
  private String fallback = "{}";
  private String more = "";

  DeskBuilder(Wire wire, Script script) {
    this.wire = wire;
    first = wire.server(script);
  }

  /** Only the first provider may be asked. */
  DeskBuilder alone() {
    models = "[small]";
    return this;
  }

  DeskBuilder second(Wire value, Script script) {
    secondWire = value;
    second = script;
    return this;
  }

  DeskBuilder second(Reply reply) {
    return second(Wire.OPENAI, exchange -> reply);
  }

  /** The first provider at another address than the server's. */
  DeskBuilder firstAt(URI value) {
    address = value;
    return this;
  }

  /** The first provider on another server. */
  DeskBuilder firstOn(ScriptedServer value) {
    first.close();
    first = value;
    return this;
  }

  /** Further keys of the first provider. */
  DeskBuilder ofFirst(String keys) {
    ofFirst = ", " + keys;
    return this;
  }

  /** Further keys of the second provider. */
  DeskBuilder ofSecond(String keys) {
    ofSecond = ", " + keys;
    return this;
  }

  DeskBuilder priceOfFirst(String keys) {
    priceOfFirst = keys;
    return this;
  }

  DeskBuilder windowOfSecond(String tokens) {
    windowOfSecond = tokens;
    return this;
  }

  /** Keys of the route's fallback. */
  DeskBuilder fallback(String keys) {
    fallback = "{" + keys + "}";
    return this;
  }

  /** Keys of the deadlines. */
  DeskBuilder deadlines(String keys) {
    return more("deadlines: {" + keys + "}");
  }

  /** A further line of the policy. */
  DeskBuilder more(String line) {
    more += line + "\n";
    return this;
  }

  Desk open() {
    ScriptedServer other = secondWire.server(second);
    return new Desk(first, other, policy(address == null ? first.baseUrl() : address, other));
  }

  private String policy(URI firstAddress, ScriptedServer other) {
    return """
    version: 1
    providers:
      first: {%s, base-url: "%s"%s}
      second: {%s, base-url: "%s"%s}
    models:
      small: {provider: first, tiers: any-question, context-window: 16k, max-output: 8k,
        abilities: [tools], price: %s}
      large: {provider: second, tiers: any-question, context-window: %s, max-output: 8k,
        abilities: [tools], price: {input: 1.00, output: 2.00}}
    tiers: [any-question]
    budgets:
      - {name: day, scope: all, period: day, limit: 100.00 USD}
      - {name: each, scope: provider, period: day, limit: 100.00 USD}
    routes:
      - {name: everything, models: %s, rank: ordered, max-output: 200, fallback: %s}
    %s\
    """
        .formatted(
            wire.settings(),
            firstAddress,
            ofFirst,
            secondWire.settings(),
            other.baseUrl(),
            ofSecond,
            priceOfFirst,
            windowOfSecond,
            models,
            fallback,
            more);
  }
}
