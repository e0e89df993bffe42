package dev.penstock.core.price;

import static dev.penstock.core.price.PriceEntry.UNSAID;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PriceCeiling;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.ServiceTier;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The price list of one model, compiled: entries in order, the later matching one wins. A model of
 * unknown price has a ceiling in its place.
 */
public final class PriceList {
  private static final String CEILING = "ceiling";

  private final String name;
  private final PriceEntry[] entries;
  private final Terms terms;
  private final @Nullable Rates ceiling;
  private final Map<ServiceTier, Rates> only = new EnumMap<>(ServiceTier.class);

  /**
   * Compiles the price list of a model.
   *
   * @param name the prefix of price versions: policy and model
   * @param discount of the contract with its provider, or null
   */
  public PriceList(String name, ModelSpec spec, @Nullable Share discount) {
    this(name, spec.price(), new Terms(discount, spec.batch(), spec.flex()), spec.priceCeiling());
  }

  /**
   * The price lists of all models of a policy, by their names.
   *
   * @param hash the first digits of the policy's hash, for price versions
   */
  public static Map<String, PriceList> of(Policy policy, String hash) {
    Map<String, PriceList> lists = new LinkedHashMap<>();
    policy
        .models()
        .forEach(
            (name, spec) -> {
              ProviderSpec provider = policy.providers().get(spec.provider());
              Share discount = provider == null ? null : provider.discount();
              lists.put(name, new PriceList(hash + ":" + name, spec, discount));
            });
    return lists;
  }

  PriceList(String name, List<PricePeriod> periods, Terms terms, @Nullable PriceCeiling unknown) {
    this.name = name;
    this.entries = periods.stream().map(PriceEntry::new).toArray(PriceEntry[]::new);
    this.terms = terms;
    this.ceiling = unknown == null ? null : ceiling(name, unknown);
    if (entries.length == 1 && entries[0].always()) {
      for (ServiceTier tier : ServiceTier.values()) {
        only.put(tier, resolve(Instant.EPOCH, 0, tier));
      }
    }
  }

  /** A ceiling holds for every class of tokens and service, and no discount is taken off it. */
  private static Rates ceiling(String name, PriceCeiling unknown) {
    long in = PriceEntry.picos(unknown.input());
    long out = PriceEntry.picos(unknown.output());
    return new Rates(name + "#" + CEILING, in, in, in, in, out, out, Portion.ALL, true);
  }

  /** The rates at an instant for a request of so many input tokens, at the standard service. */
  public Rates at(Instant instant, long inputTokens) {
    return at(instant, inputTokens, ServiceTier.STANDARD);
  }

  /** The rates at an instant for a request of so many input tokens. */
  public Rates at(Instant instant, long inputTokens, ServiceTier tier) {
    if (ceiling != null) {
      return ceiling;
    }
    Rates always = only.get(tier);
    return always != null ? always : resolve(instant, inputTokens, tier);
  }

  /**
   * The rates of a version that this list has given, so that a row can be priced again; empty for a
   * version of another policy or model.
   */
  public Optional<Rates> version(String version) {
    if (!version.startsWith(name + "#")) {
      return Optional.empty();
    }
    String rest = version.substring(name.length() + 1);
    if (ceiling != null) {
      return rest.equals(CEILING) ? Optional.of(ceiling) : Optional.empty();
    }
    for (ServiceTier tier : ServiceTier.values()) {
      String end = terms.text(tier);
      if (rest.endsWith(end)) {
        BitSet matching = indexes(rest.substring(0, rest.length() - end.length()));
        if (matching != null && version.equals(versionOf(matching, tier))) {
          return rates(matching, tier);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The class of service that a version of any policy tells; empty for a text that is no version.
   */
  public static Optional<ServiceTier> tierOf(String version) {
    int mark = version.lastIndexOf('#');
    return mark < 0 ? Optional.empty() : Optional.of(Terms.tierOf(version.substring(mark)));
  }

  private @Nullable BitSet indexes(String text) {
    BitSet indexes = new BitSet();
    for (String index : text.split("\\+", -1)) {
      if (!index.matches("[0-9]{1,6}") || Integer.parseInt(index) >= entries.length) {
        return null;
      }
      indexes.set(Integer.parseInt(index));
    }
    return indexes;
  }

  /**
   * The most that a request can cost that starts at an instant, at the standard service: a cheaper
   * one is only known from the answer.
   */
  public Usd worstCase(Instant instant, long inputBound, long maxOutput) {
    Usd worst = at(instant, 0).dearest(inputBound, maxOutput);
    for (PriceEntry entry : entries) {
      long above = entry.aboveIfBelow(inputBound);
      if (above != UNSAID) {
        Usd cost = at(instant, above + 1).dearest(inputBound, maxOutput);
        worst = worst.compareTo(cost) < 0 ? cost : worst;
      }
    }
    return worst;
  }

  /** Whether the rates are the same for all sizes from 0 to the given one. */
  public boolean flatUpTo(long inputTokens) {
    for (PriceEntry entry : entries) {
      if (entry.aboveIfBelow(inputTokens) != UNSAID) {
        return false;
      }
    }
    return true;
  }

  private Rates resolve(Instant instant, long inputTokens, ServiceTier tier) {
    BitSet matching = new BitSet(entries.length);
    for (int i = 0; i < entries.length; i++) {
      matching.set(i, entries[i].matches(instant, inputTokens));
    }
    return rates(matching, tier)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " has no price for input or output at " + instant));
  }

  private Optional<Rates> rates(BitSet matching, ServiceTier tier) {
    long[] said = {UNSAID, UNSAID, UNSAID, UNSAID, UNSAID, UNSAID};
    for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
      entries[i].overlay(said);
    }
    if (said[0] == UNSAID || said[4] == UNSAID) {
      return Optional.empty();
    }
    long write = said[2] == UNSAID ? said[0] : said[2];
    return Optional.of(
        new Rates(
            versionOf(matching, tier),
            said[0],
            said[1] == UNSAID ? said[0] : said[1],
            write,
            said[3] == UNSAID ? write : said[3],
            said[4],
            said[5] == UNSAID ? said[4] : said[5],
            terms.paid(tier),
            tier == ServiceTier.OTHER));
  }

  private String versionOf(BitSet matching, ServiceTier tier) {
    StringBuilder version = new StringBuilder(name);
    char mark = '#';
    for (int i = matching.nextSetBit(0); i >= 0; i = matching.nextSetBit(i + 1)) {
      version.append(mark).append(i);
      mark = '+';
    }
    return version.append(terms.text(tier)).toString();
  }
}
