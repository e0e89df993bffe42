package dev.penstock.provider.simulated;

import dev.penstock.spi.Provider;
import dev.penstock.testkit.FakeClock;
import dev.penstock.testkit.provider.ProviderContract;

final class SimulatedProviderContractTest extends ProviderContract {
  @Override
  protected Provider create() {
    return Calls.open(SimulatedSettings.DEFAULTS, new FakeClock());
  }

  @Override
  protected String subject() {
    return "simulated";
  }
}
