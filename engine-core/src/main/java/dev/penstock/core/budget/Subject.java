package dev.penstock.core.budget;

import dev.penstock.api.chat.Metadata;
import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.BudgetSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The values under which an attempt is counted.
 *
 * @param provider empty if none is chosen yet; so are model and tier
 */
public record Subject(
    String tenant, String user, Set<String> tags, String provider, String model, String tier) {
  static final String ALL = "all";

  /** The user of requests that name none. */
  public static final String NO_USER = "none";

  private static final String NO_TAG = "none";

  /** The subject of a request of which nothing but its metadata is known. */
  public static Subject of(Metadata metadata) {
    return of(metadata, "", "", "");
  }

  /** The subject of a call. */
  public static Subject of(Metadata metadata, String provider, String model, String tier) {
    String user = metadata.user();
    return new Subject(
        metadata.tenant(), user == null ? NO_USER : user, metadata.tags(), provider, model, tier);
  }

  /** The value under a scope that needs no name of a tag. */
  public String value(BudgetScope scope) {
    return switch (scope) {
      case ALL -> ALL;
      case TENANT -> tenant;
      // the same user name under two tenants is two users
      case USER -> tenant + "/" + user;
      case PROVIDER -> provider;
      case MODEL -> model;
      case TIER -> tier;
      case TAG -> throw new IllegalArgumentException("the scope tag needs the name of a tag");
    };
  }

  /** The values that a budget counts it under; more than one if a tag it counts has several. */
  List<String> values(BudgetSpec budget) {
    return budget.scope() == BudgetScope.TAG
        ? tagged(budget.tag() + "=")
        : List.of(value(budget.scope()));
  }

  private List<String> tagged(String prefix) {
    List<String> values = new ArrayList<>(1);
    for (String tag : tags) {
      if (tag.startsWith(prefix)) {
        values.add(tag.substring(prefix.length()));
      }
    }
    return values.isEmpty() ? List.of(NO_TAG) : values;
  }
}
