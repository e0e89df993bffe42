package dev.penstock.api.policy;

import dev.penstock.api.chat.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is neither recalled nor stored: any request with one of these values.
 *
 * @param tiers tiers
 * @param intents intents
 * @param priority priorities
 * @param tenants tenants
 * @param tags tags
 */
public record Never(
    @OneOrMany @Description("Tiers never recalled") @Nullable List<String> tiers,
    @OneOrMany @Description("Intents never recalled") @Nullable List<String> intents,
    @OneOrMany @Description("Priorities never recalled") @Nullable List<Priority> priority,
    @OneOrMany @Description("Tenants never recalled") @Nullable List<String> tenants,
    @OneOrMany @Description("Tags never recalled") @Nullable List<String> tags) {
  /** Checks and copies the components. */
  public Never {
    tiers = tiers == null ? List.of() : List.copyOf(tiers);
    intents = intents == null ? List.of() : List.copyOf(intents);
    priority = priority == null ? List.of() : List.copyOf(priority);
    tenants = tenants == null ? List.of() : List.copyOf(tenants);
    tags = tags == null ? List.of() : List.copyOf(tags);
  }

  /** Nothing is excluded. */
  public static final Never NOTHING = new Never(null, null, null, null, null);

  /** The component, its default in place of null. */
  @Override
  public List<String> tiers() {
    return tiers == null ? List.of() : tiers;
  }

  /** The component, its default in place of null. */
  @Override
  public List<String> intents() {
    return intents == null ? List.of() : intents;
  }

  /** The component, its default in place of null. */
  @Override
  public List<Priority> priority() {
    return priority == null ? List.of() : priority;
  }

  /** The component, its default in place of null. */
  @Override
  public List<String> tenants() {
    return tenants == null ? List.of() : tenants;
  }

  /** The component, its default in place of null. */
  @Override
  public List<String> tags() {
    return tags == null ? List.of() : tags;
  }
}
