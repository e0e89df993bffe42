package dev.penstock.core.policy;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.plugin.PluginCatalog;
import dev.penstock.spi.PluginFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads policies: from a file, from text, or made in code. */
public final class PolicyLoader {
  private static final String NAMELESS = "policy";
  private static final Path WORKING_DIRECTORY = Path.of("");
  private static final int HASH_DIGITS = 12;

  private final List<PluginFactory<?, ?>> givenPlugins;
  private final List<Path> pluginFolders;
  private final Function<String, @Nullable String> environment;
  private final InstantSource clock;
  private final AtomicReference<@Nullable PluginCatalog> lastCatalog = new AtomicReference<>();

  /**
   * A loader for one engine.
   *
   * @param givenPlugins plugins besides those on the class path and in folders
   * @param pluginFolders folders besides the policy's own
   * @param environment resolves {@code ${env:NAME}}; null means unset
   * @param clock says how old prices are
   */
  public PolicyLoader(
      List<PluginFactory<?, ?>> givenPlugins,
      List<Path> pluginFolders,
      Function<String, @Nullable String> environment,
      InstantSource clock) {
    this.clock = clock;
    this.givenPlugins = List.copyOf(givenPlugins);
    this.pluginFolders = List.copyOf(pluginFolders);
    this.environment = environment;
  }

  /**
   * Loads a file; paths in it are relative to its folder.
   *
   * @throws PolicyException with all mistakes
   */
  public LoadedPolicy load(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return load(SourceText.of(file, Limits.POLICY), folder == null ? WORKING_DIRECTORY : folder);
  }

  /**
   * Loads YAML text; paths in it are relative to the working directory.
   *
   * @throws PolicyException with all mistakes
   */
  public LoadedPolicy load(String yaml) {
    return load(SourceText.of(NAMELESS, yaml, Limits.POLICY), WORKING_DIRECTORY);
  }

  /**
   * Checks a policy made in code; paths in it are relative to the working directory.
   *
   * @throws PolicyException with all mistakes
   */
  public LoadedPolicy load(Policy policy) {
    PolicyOrigin origin = new PolicyOrigin(NAMELESS, new Positions(), environment);
    Path plugins = policy.plugins();
    if (plugins != null && !Files.isDirectory(plugins)) {
      throw new PolicyException(
          List.of(origin.problem("$.plugins", "FOLDER_MISSING", missing(plugins))));
    }
    byte[] canonical = CanonicalText.of(policy).getBytes(StandardCharsets.UTF_8);
    PluginCatalog catalog = catalog(Optional.ofNullable(plugins));
    return owned(
        catalog,
        () -> checked(policy, Digest.sha256(canonical), WORKING_DIRECTORY, catalog, origin));
  }

  private LoadedPolicy load(SourceText source, Path folder) {
    Problems problems = new Problems(source.name());
    References references = new References(environment, folder);
    Catalogues catalogues = new Catalogues(references, folder, problems);
    YamlNode.Mapping root = catalogues.resolve(YamlReader.read(source, problems, Limits.POLICY));
    PluginCatalog catalog = catalog(pluginFolder(root, references, folder, problems));
    return owned(
        catalog,
        () -> {
          Positions positions = new Positions();
          Policy policy =
              new Binder(problems, positions, references, new PluginSettingsTypes(catalog))
                  .bind(root, Policy.class);
          if (policy == null || !problems.isEmpty()) {
            throw new PolicyException(problems.sorted());
          }
          PolicyOrigin origin = new PolicyOrigin(source.name(), positions, environment);
          return checked(policy, catalogues.sha256(source.sha256()), folder, catalog, origin);
        });
  }

  private LoadedPolicy checked(
      Policy policy, String sha256, Path folder, PluginCatalog catalog, PolicyOrigin origin) {
    List<PolicyProblem> warnings =
        PolicyCheck.warnings(
            policy, catalog, origin, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return new LoadedPolicy(
        policy, sha256.substring(0, HASH_DIGITS), warnings, folder, catalog, origin);
  }

  private static LoadedPolicy owned(PluginCatalog catalog, Supplier<LoadedPolicy> loading) {
    boolean loaded = false;
    try {
      LoadedPolicy policy = loading.get();
      loaded = true;
      return policy;
    } finally {
      if (!loaded) {
        catalog.close();
      }
    }
  }

  /** The key {@code plugins}, which is needed before settings of plugins can be bound. */
  private static Optional<Path> pluginFolder(
      YamlNode.Mapping root, References references, Path folder, Problems problems) {
    for (YamlNode.Entry entry : root.entries()) {
      if (entry.key().equals("plugins") && entry.value() instanceof YamlNode.Scalar scalar) {
        try {
          Path plugins = folder.resolve(references.resolve(scalar.text()).text());
          if (Files.isDirectory(plugins)) {
            return Optional.of(plugins);
          }
          problems.add(scalar.place(), "$.plugins", "FOLDER_MISSING", missing(plugins));
        } catch (BadValueException | InvalidPathException e) {
          return Optional.empty(); // the binder comes to it again and reports it
        }
      }
    }
    return Optional.empty();
  }

  private static String missing(Path folder) {
    return "there is no folder " + folder.toAbsolutePath().normalize();
  }

  private PluginCatalog catalog(Optional<Path> policyFolder) {
    List<Path> folders = new ArrayList<>(pluginFolders);
    policyFolder.ifPresent(folders::add);
    PluginCatalog last = lastCatalog.get();
    PluginCatalog catalog =
        last == null
            ? PluginCatalog.discover(givenPlugins, folders)
            : PluginCatalog.discover(givenPlugins, folders, last);
    lastCatalog.set(catalog);
    return catalog;
  }
}
