package dev.penstock.core.ledger;

/** Who answered a request and for whom: what the report groups by, besides the time. */
public record Owner(String tenant, String tier, String model, String provider, boolean simulated) {
  /** Stands for a tier, model or provider that a request did not get as far as having. */
  public static final String NOBODY = "";

  /** The owner of a request that reached no provider. */
  public static Owner nobody(String tenant) {
    return new Owner(tenant, NOBODY, NOBODY, NOBODY, false);
  }
}
