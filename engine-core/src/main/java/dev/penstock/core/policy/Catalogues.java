package dev.penstock.core.policy;

import dev.penstock.api.PolicyException;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.word.Quoted;
import dev.penstock.core.word.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalogues that a policy imports. Each is checked as a file of its own; then what a model of
 * the policy takes from one is put beside its own keys, before the policy is bound.
 */
final class Catalogues {
  private static final String IMPORT = "import";
  private static final String MODELS = "models";
  private static final String LIKE = "like";
  private static final String ID = "id";
  private static final String CONTEXT_WINDOW = "context-window";

  /** A policy that says a price of its own takes nothing of the catalogue's. */
  private static final Set<String> PRICES = Set.of("price", "price-ceiling");

  private static final Set<String> OF_PRICES =
      Set.of("price", "price-source", "price-as-of", "batch", "flex");

  private final References references;
  private final Path folder;
  private final Problems problems;
  private final Map<String, YamlNode.Mapping> known = new LinkedHashMap<>();
  private final StringBuilder digests = new StringBuilder();

  Catalogues(References references, Path folder, Problems problems) {
    this.references = references;
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * The policy with what its models take from its imports.
   *
   * @throws PolicyException with all mistakes of a catalogue
   */
  YamlNode.Mapping resolve(YamlNode.Mapping policy) {
    for (YamlNode.Entry entry : policy.entries()) {
      if (entry.key().equals(IMPORT)) {
        read(entry.value());
      }
    }
    return new YamlNode.Mapping(
        policy.place(), policy.entries().stream().map(this::models).toList());
  }

  /** A hash of the policy with its imports, since their prices are a part of it. */
  String sha256(String ofPolicy) {
    return digests.isEmpty()
        ? ofPolicy
        : Digest.sha256((ofPolicy + digests).getBytes(StandardCharsets.UTF_8));
  }

  private void read(YamlNode node) {
    List<YamlNode> items = node instanceof YamlNode.Sequence list ? list.items() : List.of(node);
    for (YamlNode item : items) {
      if (item instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
        try {
          read(source(references.resolve(scalar.text()).text()));
        } catch (BadValueException | InvalidPathException e) {
          problems.add(scalar.place(), "$." + IMPORT, "PATH", "expected catalogue or a path");
        }
      }
    }
  }

  private SourceText source(String name) {
    return name.equals(Policy.CATALOGUE)
        ? SourceText.of(name, bundled(), Limits.PLUGIN_FILE)
        : SourceText.of(folder.resolve(name), Limits.PLUGIN_FILE);
  }

  private static String bundled() {
    try (InputStream in =
        Objects.requireNonNull(Catalogues.class.getResourceAsStream("catalogue.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SourceText source) {
    Problems mistakes = new Problems(source.name());
    YamlNode.Mapping root = YamlReader.read(source, mistakes, Limits.PLUGIN_FILE);
    Catalogue catalogue =
        new Binder(mistakes, new Positions(), references, SettingsTypes.NONE)
            .bind(root, Catalogue.class);
    if (catalogue == null || !mistakes.isEmpty()) {
      throw new PolicyException(mistakes.sorted());
    }
    digests.append(source.sha256());
    for (YamlNode.Entry entry : root.entries()) {
      if (entry.key().equals(MODELS) && entry.value() instanceof YamlNode.Mapping models) {
        for (YamlNode.Entry model : models.entries()) {
          if (model.value() instanceof YamlNode.Mapping keys) {
            known.put(model.key(), keys);
          }
        }
      }
    }
  }

  private YamlNode.Entry models(YamlNode.Entry entry) {
    if (!entry.key().equals(MODELS) || !(entry.value() instanceof YamlNode.Mapping models)) {
      return entry;
    }
    List<YamlNode.Entry> complete = new ArrayList<>();
    for (YamlNode.Entry model : models.entries()) {
      complete.add(
          model.value() instanceof YamlNode.Mapping keys
              ? new YamlNode.Entry(model.place(), model.key(), model(model.key(), keys))
              : model);
    }
    return new YamlNode.Entry(
        entry.place(), entry.key(), new YamlNode.Mapping(models.place(), complete));
  }

  private YamlNode.Mapping model(String name, YamlNode.Mapping keys) {
    for (YamlNode.Entry entry : keys.entries()) {
      if (entry.key().equals(LIKE) && entry.value() instanceof YamlNode.Scalar like) {
        YamlNode.Mapping entries = find(name, like);
        if (entries == null) {
          return keys;
        }
        YamlNode.Mapping complete = completed(keys, like, entries);
        needWindow(name, like, complete);
        return complete;
      }
    }
    return keys;
  }

  private YamlNode.@Nullable Mapping find(String name, YamlNode.Scalar like) {
    String entry;
    try {
      entry = references.resolve(like.text()).text();
    } catch (BadValueException e) {
      return null; // the binder comes to it again and reports it
    }
    YamlNode.Mapping found = known.get(entry);
    if (found == null && !like.isNull()) {
      problems.add(
          like.place(),
          NodePath.child("$.models", name) + "." + LIKE,
          "UNKNOWN_LIKE",
          known.isEmpty()
              ? "there is no catalogue to look in; import one, as in import: catalogue"
              : "no imported catalogue has a model "
                  + Quoted.of(entry)
                  + Spelling.hint(entry, known.keySet()));
    }
    return found;
  }

  private void needWindow(String name, YamlNode.Scalar like, YamlNode.Mapping complete) {
    if (complete.entries().stream().noneMatch(entry -> entry.key().equals(CONTEXT_WINDOW))) {
      problems.add(
          complete.place(),
          NodePath.child(NodePath.child("$.models", name), CONTEXT_WINDOW),
          "REQUIRED",
          "the key "
              + Quoted.of(CONTEXT_WINDOW)
              + " is missing, and the catalogue does not say it of "
              + Quoted.of(like.text())
              + "; say it here");
    }
  }

  /** The keys of a model, then those of the catalogue that it does not say itself. */
  private static YamlNode.Mapping completed(
      YamlNode.Mapping keys, YamlNode.Scalar like, YamlNode.Mapping entries) {
    Set<String> said = keys.entries().stream().map(YamlNode.Entry::key).collect(Collectors.toSet());
    List<YamlNode.Entry> all = new ArrayList<>(keys.entries());
    if (!said.contains(ID)) {
      all.add(new YamlNode.Entry(like.place(), ID, like));
    }
    for (YamlNode.Entry entry : entries.entries()) {
      if (!KnownModel.OF_THE_ENTRY.contains(entry.key()) && !overridden(entry.key(), said)) {
        all.add(new YamlNode.Entry(like.place(), entry.key(), placed(entry.value(), like.place())));
      }
    }
    return new YamlNode.Mapping(keys.place(), all);
  }

  private static boolean overridden(String key, Set<String> said) {
    return said.contains(key) || (OF_PRICES.contains(key) && !Collections.disjoint(PRICES, said));
  }

  /** Mistakes that arise from both show where the model names the catalogue's entry. */
  private static YamlNode placed(YamlNode node, Place place) {
    return switch (node) {
      case YamlNode.Scalar scalar -> new YamlNode.Scalar(place, scalar.text(), scalar.plain());
      case YamlNode.Sequence list ->
          new YamlNode.Sequence(
              place, list.items().stream().map(item -> placed(item, place)).toList());
      case YamlNode.Mapping mapping ->
          new YamlNode.Mapping(
              place,
              mapping.entries().stream()
                  .map(e -> new YamlNode.Entry(place, e.key(), placed(e.value(), place)))
                  .toList());
      case YamlNode.Refused refused -> refused;
    };
  }
}
