package dev.penstock.core.model;

import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.price.PriceList;
import dev.penstock.spi.Provider;
import dev.penstock.spi.Simulated;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All models of a policy, in its order. */
public final class Models {
  private final Map<String, Model> byName;

  private Models(Map<String, Model> byName) {
    this.byName = byName;
  }

  /**
   * Joins the policy's models with their providers. What was measured of a model whose provider
   * instance stays the same is kept over a reload.
   */
  public static Models of(
      Policy policy,
      String policyHash,
      Map<String, Provider> providers,
      InstantSource clock,
      LongSupplier ticker,
      @Nullable Models previous) {
    Map<String, Model> models = new LinkedHashMap<>();
    Map<String, Traffic> traffic = new HashMap<>();
    policy
        .models()
        .forEach(
            (name, spec) -> {
              Provider provider = providers.get(spec.provider());
              if (provider == null) {
                throw new IllegalStateException("no provider " + spec.provider());
              }
              String id = spec.id() == null ? name : spec.id();
              Model before = previous == null ? null : previous.same(name, provider, id);
              models.put(
                  name,
                  new Model(
                      name,
                      spec,
                      id,
                      provider,
                      provider instanceof Simulated,
                      abilities(spec, provider),
                      new PriceList(policyHash + ":" + name, spec.price()),
                      before != null ? before.health() : new Health(name, clock, ticker),
                      traffic.computeIfAbsent(
                          spec.provider(), p -> traffic(provider, previous, ticker)),
                      before != null ? before.firstToken() : new LatencyMeter(),
                      before != null ? before.whole() : new LatencyMeter()));
            });
    return new Models(models);
  }

  private static Traffic traffic(
      Provider provider, @Nullable Models previous, LongSupplier ticker) {
    return previous == null
        ? new Traffic(ticker)
        : previous.byName.values().stream()
            .filter(model -> model.provider().equals(provider))
            .map(Model::traffic)
            .findFirst()
            .orElseGet(() -> new Traffic(ticker));
  }

  private @Nullable Model same(String name, Provider provider, String id) {
    Model model = byName.get(name);
    return model != null && model.provider().equals(provider) && model.id().equals(id)
        ? model
        : null;
  }

  private static Set<Ability> abilities(ModelSpec spec, Provider provider) {
    EnumSet<Ability> both = EnumSet.noneOf(Ability.class);
    both.addAll(spec.abilities());
    if (both.contains(Ability.JSON_SCHEMA)) {
      both.add(Ability.JSON_OBJECT);
    }
    both.retainAll(provider.abilities());
    return Collections.unmodifiableSet(both);
  }

  /** The model of that name, or null. */
  public @Nullable Model get(String name) {
    return byName.get(name);
  }

  /** All models, in the policy's order. */
  public Collection<Model> all() {
    return Collections.unmodifiableCollection(byName.values());
  }
}
