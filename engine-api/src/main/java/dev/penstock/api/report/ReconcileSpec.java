package dev.penstock.api.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's usage export is like and what it is compared with. Columns are named as in the
 * first line of the export; the figures of several columns are added together. A blank cell of
 * tokens or cost is 0.
 *
 * @param providers the provider instances of the policy whose calls the export tells of
 * @param zone the zone of the export's days, and of its times without one
 * @param first the first day compared, or null for the first of the export
 * @param last the last one, or null for the last of the export
 * @param time the column of the day or time: {@code 2026-11-20}, ISO 8601 with {@code T} or a
 *     space, or seconds or milliseconds since 1970
 * @param model the column of the model
 * @param id the column of the provider's id of an answer, or of the engine's id of the call; or
 *     null if a line is not about a single call. Where a line has one, the single calls are
 *     compared
 * @param input the columns that add up to all input tokens, those from and to caches included
 * @param cacheRead the columns that add up to the tokens read from a prompt cache; none if the
 *     export does not tell, and then they are not compared
 * @param output the columns that add up to all output tokens, reasoning included
 * @param cost the column of the cost in dollars, or null if the export does not tell
 * @param models the provider's name of a model in the ledger for a name in the export that differs,
 *     such as {@code gpt-4.1} for {@code gpt-4.1-2025-04-14}
 * @param tolerance what is no difference
 */
public record ReconcileSpec(
    Set<String> providers,
    ZoneId zone,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    String time,
    String model,
    @Nullable String id,
    List<String> input,
    List<String> cacheRead,
    List<String> output,
    @Nullable String cost,
    Map<String, String> models,
    Tolerance tolerance) {
  /** Checks and copies the components. */
  public ReconcileSpec {
    providers = Set.copyOf(providers);
    input = List.copyOf(input);
    cacheRead = List.copyOf(cacheRead);
    output = List.copyOf(output);
    models = Map.copyOf(models);
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("name a provider of the policy");
    }
    if (input.isEmpty() || output.isEmpty()) {
      throw new IllegalArgumentException("name the columns of the input and of the output tokens");
    }
    if (first != null && last != null && last.isBefore(first)) {
      throw new IllegalArgumentException("the last day must not be before the first");
    }
  }

  /**
   * A specification for exports with these columns, of days in UTC.
   *
   * @param provider the provider instance
   * @param time see {@link #time}
   * @param model see {@link #model}
   */
  public static Builder builder(String provider, String time, String model) {
    return new Builder(provider, time, model);
  }

  /**
   * A specification for an export whose columns are known, of days in UTC.
   *
   * @param provider the provider instance
   */
  public static Builder builder(String provider, UsageExport export) {
    return export.columns(provider);
  }

  /** Collects a specification. */
  public static final class Builder {
    private final Set<String> providers = new TreeSet<>();
    private final String time;
    private final String model;
    private final Map<String, String> models = new LinkedHashMap<>();
    private ZoneId zone = ZoneOffset.UTC;
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;
    private @Nullable String id;
    private List<String> input = List.of();
    private List<String> cacheRead = List.of();
    private List<String> output = List.of();
    private @Nullable String cost;
    private Tolerance tolerance = Tolerance.NONE;

    private Builder(String provider, String time, String model) {
      this.providers.add(provider);
      this.time = time;
      this.model = model;
    }

    /** Adds to {@link ReconcileSpec#providers}. */
    public Builder provider(String value) {
      providers.add(value);
      return this;
    }

    /** Sets {@link ReconcileSpec#zone}. */
    public Builder zone(ZoneId value) {
      zone = value;
      return this;
    }

    /** Sets {@link ReconcileSpec#first} and {@link ReconcileSpec#last}. */
    public Builder days(LocalDate from, LocalDate to) {
      first = from;
      last = to;
      return this;
    }

    /** Sets {@link ReconcileSpec#id}. */
    public Builder id(String column) {
      id = column;
      return this;
    }

    /** Sets {@link ReconcileSpec#input}. */
    public Builder input(String... columns) {
      input = List.of(columns);
      return this;
    }

    /** Sets {@link ReconcileSpec#cacheRead}. */
    public Builder cacheRead(String... columns) {
      cacheRead = List.of(columns);
      return this;
    }

    /** Sets {@link ReconcileSpec#output}. */
    public Builder output(String... columns) {
      output = List.of(columns);
      return this;
    }

    /** Sets {@link ReconcileSpec#cost}. */
    public Builder cost(String column) {
      cost = column;
      return this;
    }

    /** Adds to {@link ReconcileSpec#models}. */
    public Builder model(String exported, String ledger) {
      models.put(exported, ledger);
      return this;
    }

    /** Sets {@link ReconcileSpec#tolerance}. */
    public Builder tolerance(Tolerance value) {
      tolerance = value;
      return this;
    }

    /** What was collected; throws {@link IllegalArgumentException} on a value out of range. */
    public ReconcileSpec build() {
      return new ReconcileSpec(
          providers, zone, first, last, time, model, id, input, cacheRead, output, cost, models,
          tolerance);
    }
  }
}
