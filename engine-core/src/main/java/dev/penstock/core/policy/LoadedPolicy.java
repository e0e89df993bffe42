package dev.penstock.core.policy;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.policy.LedgerSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A policy that is checked, with what is needed to bring it to life.
 *
 * @param policy what it says
 * @param hash the first 12 hex digits of its SHA-256
 * @param warnings what is allowed in it but unusual
 * @param directory the folder that its paths are relative to
 * @param catalog the plugins it may name; closed by the {@code PluginSet} that is opened from this,
 *     or by whoever opens none
 * @param origin the text it came from
 */
public record LoadedPolicy(
    Policy policy,
    String hash,
    List<PolicyProblem> warnings,
    Path directory,
    PluginCatalog catalog,
    PolicyOrigin origin) {

  public LoadedPolicy {
    warnings = List.copyOf(warnings);
  }

  /** The same without its cache. */
  public LoadedPolicy withoutCache() {
    Policy other =
        new Policy(
            policy.version(),
            policy.plugins(),
            policy.imports(),
            policy.providers(),
            policy.models(),
            policy.tiers(),
            policy.classifiers(),
            policy.whenUnsure(),
            policy.embeddings(),
            null,
            policy.prune(),
            policy.budgets(),
            policy.limits(),
            policy.ledger(),
            policy.learning(),
            policy.prompts(),
            policy.routes(),
            policy.escalate(),
            policy.baseline(),
            policy.deadlines());
    return new LoadedPolicy(other, hash, warnings, directory, catalog, origin);
  }

  /**
   * Whether its ledger is that of another policy. Settings of a plugin from a folder are told apart
   * by what they say, since their class is another one once any jar there has changed.
   */
  public boolean hasLedgerOf(LoadedPolicy other) {
    LedgerSpec own = policy.ledger();
    LedgerSpec others = other.policy.ledger();
    if (own == null || others == null || isOfOneClass(own.settings(), others.settings())) {
      return Objects.equals(own, others);
    }
    return CanonicalText.of(own).equals(CanonicalText.of(others));
  }

  private static boolean isOfOneClass(Record one, Record other) {
    return one.getClass() == other.getClass();
  }

  /** A mistake at a path such as {@code $.providers.p1}, with the line it stands on. */
  public PolicyProblem problem(String path, String code, String message) {
    return origin.problem(path, code, message);
  }

  /** The mistake that a plugin found in its settings, which stand at the path. */
  public PolicyProblem refusal(
      String path, Class<? extends Record> settings, IllegalArgumentException refused) {
    Refusal refusal = Refusal.of(refused, RecordShape.of(settings).keys());
    String key = refusal.key();
    return problem(
        key == null ? path : NodePath.child(path, key),
        refusal.code() == null ? "INVALID" : refusal.code(),
        refusal.text());
  }

  /**
   * Reads a file that a plugin's settings name, by the rules of the policy.
   *
   * @throws dev.penstock.api.PolicyException with all mistakes of the file
   */
  public <T extends Record> BoundFile<T> read(Path file, Class<T> type) {
    return origin.read(directory.resolve(file), type);
  }

  /**
   * Reads a file of text that the policy names.
   *
   * @throws dev.penstock.api.PolicyException if it is missing, too large or not plain UTF-8 text
   */
  public NamedText text(Path file) {
    return text(file, Limits.TEXT);
  }

  /**
   * Reads a file of text that a plugin's settings name.
   *
   * @throws dev.penstock.api.PolicyException if it is missing, too large or not plain UTF-8 text
   */
  public NamedText pluginText(Path file) {
    return text(file, Limits.PLUGIN_FILE);
  }

  private NamedText text(Path file, Limits limits) {
    SourceText source = SourceText.of(directory.resolve(file), limits);
    return new NamedText(source.text(), source.sha256());
  }

  /** Whether a file that was read for a plugin is the same still. */
  public static boolean isUnchanged(Path file, String sha256) {
    try {
      return SourceText.of(file, Limits.PLUGIN_FILE).sha256().equals(sha256);
    } catch (PolicyException e) {
      return false;
    }
  }
}
