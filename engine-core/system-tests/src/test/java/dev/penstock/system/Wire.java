package dev.penstock.system;

import dev.penstock.testkit.server.Script;
import dev.penstock.testkit.server.ScriptedServer;

/** A vendor's wire: the server that speaks it, and the provider that is tried against it. */
enum Wire {
  OPENAI("plugin: openai, dialect: openai") {
    @Override
    ScriptedServer server(Script script) {
      return ScriptedServer.openAi(script);
    }
  },
  ANTHROPIC("plugin: anthropic") {
    @Override
    ScriptedServer server(Script script) {
      return ScriptedServer.anthropic(script);
    }
  },
  GEMINI("plugin: gemini") {
    @Override
    ScriptedServer server(Script script) {
      return ScriptedServer.gemini(script);
    }
  };

  private final String settings;

  Wire(String settings) {
    this.settings = settings;
  }

  abstract ScriptedServer server(Script script);

  /**
   * How often to ask where each time waits for a deadline: five times in a row on one wire, to see
   * the breaker open, which is the same for all.
   */
  int timesToWait() {
    return this == OPENAI ? 5 : 1;
  }

  /** The keys of a provider in a policy. */
  String settings() {
    return settings;
  }
}
