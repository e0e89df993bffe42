package dev.penstock.samples.gateway.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The policy in force as plain data, read from what the engine writes of it. */
final class PolicyTree {
  private final @Nullable Object root;

  PolicyTree(String yaml) {
    root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  /** What stands under these keys, or null. */
  @Nullable Object at(String... keys) {
    Object found = root;
    for (String key : keys) {
      found = found instanceof Map<?, ?> members ? members.get(key) : null;
    }
    return found;
  }

  /** A price of a model in USD per million tokens: the first of its list, or else its ceiling. */
  @Nullable Object price(String model, String key) {
    Object ceiling = at("models", model, "price-ceiling");
    Object prices = at("models", model, "price");
    Object one = prices instanceof List<?> list && !list.isEmpty() ? list.getFirst() : prices;
    Object found = one == null ? ceiling : one;
    return found instanceof Map<?, ?> members ? members.get(key) : null;
  }
}
