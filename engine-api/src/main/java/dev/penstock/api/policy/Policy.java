package dev.penstock.api.policy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole policy: who can answer, what is asked, what was answered before, what it may cost, who
 * answers what. Its components are checked one by one here; that names fit together is checked when
 * an engine is built from it.
 *
 * @param version the version of the language, {@value #VERSION}
 * @param plugins the folder of plugin jars, or null for the class path only
 * @param imports catalogues of known models that {@code like} of a model looks in: {@value
 *     #CATALOGUE} for the one that comes with the engine, or a path; the later one wins. They are
 *     read with a policy from YAML; a policy made in code says everything itself
 * @param providers provider instances by name, in the policy's order
 * @param models models by name, in the policy's order
 * @param tiers the tiers, easiest first
 * @param classifiers the classifiers, in the order they are asked
 * @param whenUnsure the tier of a request without a signal; null means the one above the easiest
 * @param embeddings who makes the vectors of questions, for classifiers and the cache; null for
 *     nobody
 * @param cache the cache, or null for none
 * @param prune how requests are made shorter before they go upstream; null means not at all
 * @param budgets the budgets
 * @param limits limits on how fast requests may come
 * @param ledger where the ledger and the budgets' state are kept; null means in memory
 * @param learning what is kept to learn from; null for nothing
 * @param prompts templates of the instructions that go before a request, by tier, relative to the
 *     policy; a route may name its own
 * @param routes the routes; the first match wins
 * @param escalate which cases go to a person, or null for none
 * @param baseline the model that savings are counted against, or null for none
 * @param deadlines how long things may take; null means the defaults
 */
@NotYet({"stores", "cascade"})
public record Policy(
    @Description("Version of the policy language") int version,
    @Description("Folder of plugin jars, one sub-folder or jar per plugin") @Nullable Path plugins,
    @Key("import")
        @OneOrMany
        @Description("Catalogues of known models: catalogue, or the path of a YAML file")
        @Nullable List<String> imports,
    @Description("Provider instances by name") Map<String, ProviderSpec> providers,
    @Description("Models by name") Map<String, ModelSpec> models,
    @Description("Tiers, easiest first") List<String> tiers,
    @Description("Classifiers, asked in order") @Nullable List<ClassifierSpec> classifiers,
    @Description("Tier of a request without a signal") @Nullable String whenUnsure,
    @Description("Who makes the vectors of questions") @Nullable EmbeddingsSpec embeddings,
    @Description("Cache of answers given before") @Nullable CacheSpec cache,
    @Description("How requests are made shorter before they go upstream") @Nullable PruneSpec prune,
    @Description("Limits on what may be spent") @Nullable List<BudgetSpec> budgets,
    @Description("Limits on how fast requests may come") @Nullable List<LimitSpec> limits,
    @Description("Where the ledger and the budgets' state are kept") @Nullable LedgerSpec ledger,
    @Description("What is kept to learn from") @Nullable LearningSpec learning,
    @Description("Templates of instructions by tier") @Nullable Map<String, Path> prompts,
    @Description("Who answers what; the first match wins") List<RouteSpec> routes,
    @Description("Which cases go to a person") @Nullable EscalateSpec escalate,
    @Description("Model that savings are counted against") @Nullable String baseline,
    @Description("How long things may take") @Nullable Deadlines deadlines) {

  /** The version of the policy language. */
  public static final int VERSION = 1;

  /** Names the catalogue that comes with the engine. */
  public static final String CATALOGUE = "catalogue";

  /** Checks and copies the components. */
  public Policy {
    if (version != VERSION) {
      throw new IllegalArgumentException("version must be " + VERSION + ", not " + version);
    }
    imports = imports == null ? List.of() : List.copyOf(imports);
    providers = ordered(providers);
    models = ordered(models);
    tiers = List.copyOf(tiers);
    classifiers = classifiers == null ? List.of() : List.copyOf(classifiers);
    budgets = budgets == null ? List.of() : List.copyOf(budgets);
    limits = limits == null ? List.of() : List.copyOf(limits);
    prompts = prompts == null ? Map.of() : ordered(prompts);
    routes = List.copyOf(routes);
    deadlines = deadlines == null ? Deadlines.DEFAULT : deadlines;
    if (tiers.isEmpty()) {
      throw new IllegalArgumentException("tiers must name at least one tier");
    }
  }

  /** The component, its default in place of null. */
  @Override
  public List<String> imports() {
    return imports == null ? List.of() : imports;
  }

  /** The component, its default in place of null. */
  @Override
  public List<ClassifierSpec> classifiers() {
    return classifiers == null ? List.of() : classifiers;
  }

  /** The component, its default in place of null. */
  @Override
  public List<BudgetSpec> budgets() {
    return budgets == null ? List.of() : budgets;
  }

  /** The component, its default in place of null. */
  @Override
  public List<LimitSpec> limits() {
    return limits == null ? List.of() : limits;
  }

  /** The component, its default in place of null. */
  @Override
  public Deadlines deadlines() {
    return deadlines == null ? Deadlines.DEFAULT : deadlines;
  }

  /** The component, its default in place of null. */
  @Override
  public Map<String, Path> prompts() {
    return prompts == null ? Map.of() : prompts;
  }

  /** A builder for a policy made in code. */
  public static Builder builder() {
    return new Builder();
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Collects a policy made in code. */
  public static final class Builder {
    private @Nullable Path plugins;
    private final Map<String, ProviderSpec> providers = new LinkedHashMap<>();
    private final Map<String, ModelSpec> models = new LinkedHashMap<>();
    private List<String> tiers = List.of("simple", "moderate", "complex");
    private final List<ClassifierSpec> classifiers = new java.util.ArrayList<>();
    private @Nullable String whenUnsure;
    private @Nullable EmbeddingsSpec embeddings;
    private @Nullable CacheSpec cache;
    private @Nullable PruneSpec prune;
    private final List<BudgetSpec> budgets = new java.util.ArrayList<>();
    private final List<LimitSpec> limits = new java.util.ArrayList<>();
    private @Nullable LedgerSpec ledger;
    private @Nullable LearningSpec learning;
    private final Map<String, Path> prompts = new LinkedHashMap<>();
    private final List<RouteSpec> routes = new java.util.ArrayList<>();
    private @Nullable EscalateSpec escalate;
    private @Nullable String baseline;
    private Deadlines deadlines = Deadlines.DEFAULT;

    private Builder() {}

    /** Sets {@link Policy#plugins}. */
    public Builder plugins(Path folder) {
      plugins = folder;
      return this;
    }

    /** Adds a provider instance with all defaults and no limits. */
    public Builder provider(String name, String plugin, Record settings) {
      return provider(name, ProviderSpec.of(plugin, settings));
    }

    /** Adds a provider instance. */
    public Builder provider(String name, ProviderSpec spec) {
      providers.put(name, spec);
      return this;
    }

    /** Adds a model. */
    public Builder model(String name, ModelSpec spec) {
      models.put(name, spec);
      return this;
    }

    /** Sets {@link Policy#tiers}. */
    public Builder tiers(String... easiestFirst) {
      tiers = List.of(easiestFirst);
      return this;
    }

    /** Adds a classifier whose every signal decides. */
    public Builder classifier(String plugin, Record settings) {
      return classifier(new ClassifierSpec(plugin, null, settings));
    }

    /** Adds a classifier. */
    public Builder classifier(ClassifierSpec spec) {
      classifiers.add(spec);
      return this;
    }

    /** Sets {@link Policy#whenUnsure}. */
    public Builder whenUnsure(@Nullable String tier) {
      whenUnsure = tier;
      return this;
    }

    /** Sets {@link Policy#embeddings}. */
    public Builder embeddings(@Nullable EmbeddingsSpec spec) {
      embeddings = spec;
      return this;
    }

    /** Sets {@link Policy#cache}. */
    public Builder cache(@Nullable CacheSpec spec) {
      cache = spec;
      return this;
    }

    /** Sets {@link Policy#prune}. */
    public Builder prune(@Nullable PruneSpec spec) {
      prune = spec;
      return this;
    }

    /** Adds a budget. */
    public Builder budget(BudgetSpec spec) {
      budgets.add(spec);
      return this;
    }

    /** Adds a limit on how fast requests may come. */
    public Builder limit(LimitSpec spec) {
      limits.add(spec);
      return this;
    }

    /** Sets {@link Policy#ledger}. */
    public Builder ledger(@Nullable LedgerSpec spec) {
      ledger = spec;
      return this;
    }

    /** Sets the template of instructions for a tier. */
    public Builder prompt(String tier, Path file) {
      prompts.put(tier, file);
      return this;
    }

    /** Adds a route. */
    public Builder route(RouteSpec spec) {
      routes.add(spec);
      return this;
    }

    /** Sets {@link Policy#learning}. */
    public Builder learning(@Nullable LearningSpec spec) {
      learning = spec;
      return this;
    }

    /** Sets {@link Policy#escalate}. */
    public Builder escalate(@Nullable EscalateSpec spec) {
      escalate = spec;
      return this;
    }

    /** Sets {@link Policy#baseline}. */
    public Builder baseline(@Nullable String model) {
      baseline = model;
      return this;
    }

    /** Sets {@link Policy#deadlines}. */
    public Builder deadlines(Deadlines value) {
      deadlines = value;
      return this;
    }

    /** The policy; throws {@link IllegalArgumentException} on a value out of range. */
    public Policy build() {
      return new Policy(
          VERSION,
          plugins,
          null,
          providers,
          models,
          tiers,
          classifiers,
          whenUnsure,
          embeddings,
          cache,
          prune,
          budgets,
          limits,
          ledger,
          learning,
          prompts,
          routes,
          escalate,
          baseline,
          deadlines);
    }
  }
}
