package dev.penstock.api.policy;

import dev.penstock.api.money.Usd;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit on what may be spent, in money, tokens or calls to providers; at least one of the three.
 * A limit of zero refuses every call.
 *
 * @param name its name in reports and refusals
 * @param scope what it counts apart
 * @param tag for {@link BudgetScope#TAG}, which tag: {@code team} counts the values of {@code
 *     team=...}; else null
 * @param period how long the limit lasts
 * @param zone whose calendar starts a period; null means UTC
 * @param limit the most money that may be spent in a period, or null
 * @param tokens the most tokens in and out, or null
 * @param requests the most calls to providers, or null
 * @param at what happens when a share of any of the limits is spent, by share
 */
@NotYet("mode")
public record BudgetSpec(
    @Description("Name in reports and refusals") String name,
    @Description("What it counts apart") BudgetScope scope,
    @Description("For scope tag: the tag whose values are counted apart") @Nullable String tag,
    @Description("How long the limit lasts") BudgetPeriod period,
    @Description("Time zone whose calendar starts a period; UTC if absent") @Nullable ZoneId zone,
    @Description("The most money that may be spent in a period") @Nullable Usd limit,
    @Description("The most tokens in and out in a period") @Nullable Long tokens,
    @Description("The most calls to providers in a period") @Nullable Long requests,
    @Description("What happens when a share of a limit is spent")
        @Nullable Map<Share, BudgetAction> at) {
  /** Checks and copies the components. */
  public BudgetSpec {
    Objects.requireNonNull(name, "name");
    zone = zone == null ? ZoneOffset.UTC : zone;
    at = at == null ? Map.of() : ascending(at);
    if (limit == null && tokens == null && requests == null) {
      throw new IllegalArgumentException("limit, tokens or requests must be given");
    }
    if (limit != null && limit.isNegative()) {
      throw new IllegalArgumentException("limit must not be negative");
    }
    if (tokens != null && tokens < 0) {
      throw new IllegalArgumentException("tokens must not be negative");
    }
    if (requests != null && requests < 0) {
      throw new IllegalArgumentException("requests must not be negative");
    }
    if ((scope == BudgetScope.TAG) != (tag != null)) {
      throw new IllegalArgumentException(
          "tag must be given for scope tag, and for no other: it names the tag");
    }
    if (tag != null && (tag.isBlank() || tag.indexOf('=') >= 0)) {
      throw new IllegalArgumentException("tag must be a name without `=`, such as team");
    }
  }

  /** The component, its default in place of null. */
  @Override
  public ZoneId zone() {
    return zone == null ? ZoneOffset.UTC : zone;
  }

  /** The component, the smallest share first; its default in place of null. */
  @Override
  public Map<Share, BudgetAction> at() {
    return at == null ? Map.of() : at;
  }

  /** A limit on money, in UTC. */
  public static BudgetSpec of(String name, BudgetScope scope, BudgetPeriod period, Usd limit) {
    return builder(name, scope, period).limit(limit).build();
  }

  /** A builder of a budget in UTC without limits. */
  public static Builder builder(String name, BudgetScope scope, BudgetPeriod period) {
    return new Builder(name, scope, period);
  }

  private static Map<Share, BudgetAction> ascending(Map<Share, BudgetAction> at) {
    Map<Share, BudgetAction> sorted = new LinkedHashMap<>();
    at.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().percent()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    BigDecimal before = BigDecimal.ZERO;
    for (Share share : sorted.keySet()) {
      if (share.percent().compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "at must have each share once, and none of 0%; found " + share);
      }
      before = share.percent();
    }
    return Collections.unmodifiableMap(sorted);
  }

  /** Collects a budget made in code. */
  public static final class Builder {
    private final String name;
    private final BudgetScope scope;
    private final BudgetPeriod period;
    private final Map<Share, BudgetAction> at = new LinkedHashMap<>();
    private @Nullable String tag;
    private @Nullable ZoneId zone;
    private @Nullable Usd limit;
    private @Nullable Long tokens;
    private @Nullable Long requests;

    private Builder(String name, BudgetScope scope, BudgetPeriod period) {
      this.name = name;
      this.scope = scope;
      this.period = period;
    }

    /** Sets {@link BudgetSpec#tag}. */
    public Builder tag(String value) {
      tag = value;
      return this;
    }

    /** Sets {@link BudgetSpec#zone}. */
    public Builder zone(ZoneId value) {
      zone = value;
      return this;
    }

    /** Sets {@link BudgetSpec#limit}. */
    public Builder limit(Usd value) {
      limit = value;
      return this;
    }

    /** Sets {@link BudgetSpec#tokens}. */
    public Builder tokens(long value) {
      tokens = value;
      return this;
    }

    /** Sets {@link BudgetSpec#requests}. */
    public Builder requests(long value) {
      requests = value;
      return this;
    }

    /** Adds to {@link BudgetSpec#at}. */
    public Builder at(Share share, BudgetAction action) {
      at.put(share, action);
      return this;
    }

    /** The budget; throws {@link IllegalArgumentException} on a value out of range. */
    public BudgetSpec build() {
      return new BudgetSpec(name, scope, tag, period, zone, limit, tokens, requests, at);
    }
  }
}
