package dev.penstock.benchmarks;

import dev.penstock.api.policy.Ability;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import java.util.Map;
import java.util.Set;

/** Takes no time, so that what is measured is the engine. */
final class InstantProvider implements Provider, NonBlocking {
  private static final ProviderReply REPLY =
      ProviderReply.of(Workload.ANSWER, ReportedUsage.of(Workload.USAGE, Map.of()));

  @Override
  public Set<Ability> abilities() {
    return Set.of();
  }

  @Override
  public ProviderReply call(ProviderCall call) {
    return REPLY;
  }

  @Override
  public void close() {}
}
