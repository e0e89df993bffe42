package dev.penstock.core.model;

import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.core.price.PriceList;
import dev.penstock.spi.Provider;
import java.util.Set;

/**
 * A model of the policy with what is known of it at run time.
 *
 * @param name the policy's name of it
 * @param spec what the policy says
 * @param id the provider's own name of it
 * @param provider its provider
 * @param simulated whether that provider is a simulated one
 * @param abilities what both the model and its provider's wire can do
 * @param prices its price list
 * @param health whether it answers at present
 * @param traffic what its provider has shown of its limits
 * @param firstToken measured time to the first token of streams
 * @param whole measured time of whole answers
 */
public record Model(
    String name,
    ModelSpec spec,
    String id,
    Provider provider,
    boolean simulated,
    Set<Ability> abilities,
    PriceList prices,
    Health health,
    Traffic traffic,
    LatencyMeter firstToken,
    LatencyMeter whole) {
  /** The name of its provider instance. */
  public String providerName() {
    return spec.provider();
  }
}
