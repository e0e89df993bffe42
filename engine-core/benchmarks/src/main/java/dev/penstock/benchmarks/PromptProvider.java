package dev.penstock.benchmarks;

import dev.penstock.spi.NonBlocking;

/** A scripted one whose script takes no time. */
final class PromptProvider extends ScriptedProvider implements NonBlocking {
  PromptProvider(Script script) {
    super(script);
  }
}
