package dev.penstock.api.policy;

import dev.penstock.api.chat.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a request. Every list that is given must contain the request's value; a null list
 * asks nothing.
 *
 * @param tier tiers
 * @param intent intents
 * @param priority priorities
 * @param tenant tenants
 * @param tag tags, one of which the request must carry
 */
public record When(
    @OneOrMany @Description("Tiers it holds for") @Nullable List<String> tier,
    @OneOrMany @Description("Intents it holds for") @Nullable List<String> intent,
    @OneOrMany @Description("Priorities it holds for") @Nullable List<Priority> priority,
    @OneOrMany @Description("Tenants it holds for") @Nullable List<String> tenant,
    @OneOrMany @Description("Tags, one of which the request must carry")
        @Nullable List<String> tag) {
  /** Checks and copies the components. */
  public When {
    tier = tier == null ? null : List.copyOf(tier);
    intent = intent == null ? null : List.copyOf(intent);
    priority = priority == null ? null : List.copyOf(priority);
    tenant = tenant == null ? null : List.copyOf(tenant);
    tag = tag == null ? null : List.copyOf(tag);
  }

  /** Holds for requests of that tier. */
  public static When tier(String tier) {
    return new When(List.of(tier), null, null, null, null);
  }
}
