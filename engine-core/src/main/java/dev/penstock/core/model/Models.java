package dev.penstock.core.model;

import dev.penstock.api.policy.Ability;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.tokens.Calibration;
import dev.penstock.spi.Provider;
import dev.penstock.spi.Simulated;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All models of a policy, in its order. */
public final class Models {
  private final Map<String, Model> byName;
  private final Map<String, Upstream> upstreams;

  private Models(Map<String, Model> byName, Map<String, Upstream> upstreams) {
    this.byName = byName;
    this.upstreams = upstreams;
  }

  /**
   * Joins the policy's models with their providers. What was measured of a model whose provider
   * instance stays the same is kept over a reload, but that a model is gone.
   */
  public static Models of(
      Policy policy,
      String policyHash,
      Map<String, Provider> providers,
      LongSupplier ticker,
      @Nullable Models previous) {
    Map<String, Model> models = new LinkedHashMap<>();
    Map<String, Upstream> upstreams = new HashMap<>();
    Map<String, PriceList> prices = PriceList.of(policy, policyHash);
    policy
        .providers()
        .forEach(
            (name, spec) -> {
              Provider provider = providers.get(name);
              if (provider != null) {
                Upstream before = previous == null ? null : previous.upstreams.get(name);
                upstreams.put(name, Upstream.of(name, provider, spec, ticker, before));
              }
            });
    policy
        .models()
        .forEach(
            (name, spec) -> {
              Upstream upstream = upstreams.get(spec.provider());
              if (upstream == null) {
                throw new IllegalStateException("no provider " + spec.provider());
              }
              String id = spec.id() == null ? name : spec.id();
              Model before = previous == null ? null : previous.same(name, upstream, id);
              models.put(
                  name,
                  new Model(
                      name,
                      spec,
                      id,
                      upstream,
                      upstream.provider() instanceof Simulated,
                      abilities(spec, upstream.provider()),
                      Objects.requireNonNull(prices.get(name)),
                      before != null ? before.calibration() : new Calibration(),
                      before != null && before.health().survives(upstream.breaker())
                          ? before.health()
                          : health(name, policy.providers().get(spec.provider()), upstream, ticker),
                      before != null ? before.firstToken() : new LatencyMeter(),
                      before != null ? before.whole() : new LatencyMeter(),
                      before != null ? before.pace() : new Pace(),
                      ticker));
            });
    return new Models(models, upstreams);
  }

  private static Health health(
      String model, @Nullable ProviderSpec spec, Upstream upstream, LongSupplier ticker) {
    ProviderSpec settings = Objects.requireNonNull(spec);
    return new Health(
        upstream.name(), model, Upstream.breaker(model, settings, ticker), upstream.breaker());
  }

  private @Nullable Model same(String name, Upstream upstream, String id) {
    Model model = byName.get(name);
    return model != null && model.provider().equals(upstream.provider()) && model.id().equals(id)
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

  /** Looks again for models that were gone. */
  public void look() {
    byName.values().forEach(model -> model.health().look());
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
