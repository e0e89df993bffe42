package dev.penstock.core.budget;

import dev.penstock.api.policy.BudgetScope;

/** The values under which an attempt is counted. */
public record Subject(String tenant, String user, String provider, String model, String tier) {
  static final String ALL = "all";

  /** The user of requests that name none. */
  public static final String NO_USER = "none";

  /** The value under a scope. */
  public String value(BudgetScope scope) {
    return switch (scope) {
      case ALL -> ALL;
      case TENANT -> tenant;
      // the same user name under two tenants is two users
      case USER -> tenant + "/" + user;
      case PROVIDER -> provider;
      case MODEL -> model;
      case TIER -> tier;
    };
  }
}
