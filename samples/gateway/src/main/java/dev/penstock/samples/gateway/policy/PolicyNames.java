package dev.penstock.samples.gateway.policy;

import dev.penstock.telemetry.ProviderNames;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Names of a policy.
 *
 * @param models its models, in its order
 * @param routes its routes, in its order
 * @param openAi its provider instances that speak OpenAI's wire
 * @param anthropic its provider instances that speak Anthropic's wire
 * @param embeddings the model that makes its vectors, or null if it has none
 * @param vendors who is behind each provider instance, as the conventions of OpenTelemetry say it
 */
public record PolicyNames(
    Set<String> models,
    Set<String> routes,
    Set<String> openAi,
    Set<String> anthropic,
    @Nullable String embeddings,
    Map<String, String> vendors) {

  /** Reads them from the policy as the engine writes it. */
  static PolicyNames of(String yaml) {
    Object policy = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Set<String> routes = new LinkedHashSet<>();
    if (member(policy, "routes") instanceof List<?> list) {
      list.forEach(route -> routes.add(String.valueOf(member(route, "name"))));
    }
    Set<String> models = new LinkedHashSet<>();
    if (member(policy, "models") instanceof Map<?, ?> map) {
      map.keySet().forEach(name -> models.add(String.valueOf(name)));
    }
    Object embeddings = member(member(policy, "embeddings"), "model");
    return new PolicyNames(
        models,
        routes,
        speaking("openai", policy),
        speaking("anthropic", policy),
        embeddings instanceof String name ? name : null,
        vendors(policy));
  }

  private static Map<String, String> vendors(@Nullable Object policy) {
    Map<String, String> vendors = new HashMap<>();
    if (member(policy, "providers") instanceof Map<?, ?> providers) {
      providers.forEach(
          (name, provider) -> {
            Object dialect = member(provider, "dialect");
            Object vendor = dialect == null ? member(provider, "plugin") : dialect;
            // A wire that many speak says nothing of who does.
            Object known = "generic".equals(vendor) ? name : vendor;
            vendors.put(String.valueOf(name), ProviderNames.of(String.valueOf(known)));
          });
    }
    return vendors;
  }

  private static Set<String> speaking(String plugin, @Nullable Object policy) {
    Set<String> instances = new LinkedHashSet<>();
    if (member(policy, "providers") instanceof Map<?, ?> providers) {
      providers.forEach(
          (name, provider) -> {
            if (plugin.equals(member(provider, "plugin"))) {
              instances.add(String.valueOf(name));
            }
          });
    }
    return instances;
  }

  private static @Nullable Object member(@Nullable Object map, String key) {
    return map instanceof Map<?, ?> members ? members.get(key) : null;
  }
}
