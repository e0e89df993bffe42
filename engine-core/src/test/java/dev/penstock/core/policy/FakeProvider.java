package dev.penstock.core.policy;

import dev.penstock.api.policy.Ability;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderReply;
import java.util.Set;

/** A provider that answers nothing and counts how often it is closed. */
public final class FakeProvider implements Provider {
  private int closed;

  /** How often it was closed. */
  public int closed() {
    return closed;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of();
  }

  @Override
  public ProviderReply call(ProviderCall call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    closed++;
  }
}
