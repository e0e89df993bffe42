package dev.penstock.benchmarks;

import dev.penstock.api.policy.Ability;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Can do everything, counts its calls, and does for each what a script says. */
class ScriptedProvider implements ProviderFactory<ScriptedProvider.Settings>, Provider {
  private final AtomicInteger calls = new AtomicInteger();
  private final Script script;

  ScriptedProvider(Script script) {
    this.script = script;
  }

  /** It has none. */
  record Settings() {}

  /** What one call does. */
  interface Script {
    /** The text of an answer; calls are numbered from 1. */
    String answer(int number) throws ProviderException, InterruptedException;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Provider create(Settings settings, PluginContext context) {
    return this;
  }

  @Override
  public Set<Ability> abilities() {
    return EnumSet.allOf(Ability.class);
  }

  @Override
  public ProviderReply call(ProviderCall call) throws ProviderException {
    try {
      String text = script.answer(calls.incrementAndGet());
      return ProviderReply.of(text, ReportedUsage.of(Workload.USAGE, Map.of()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(
          ProviderFailure.of(
              FailureKind.CANCELLED, ProviderFailure.Phase.NOT_RUN, "the caller left"),
          e);
    }
  }

  @Override
  public void close() {}
}
