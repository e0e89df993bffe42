package dev.penstock.core.policy;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Share;
import dev.penstock.core.word.Quoted;
import dev.penstock.core.word.Spelling;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds mappings to records. */
final class RecordBinder {
  private static final String PLUGIN = "plugin";

  private final Binder values;
  private final Problems problems;
  private final SettingsTypes settingsTypes;

  RecordBinder(Binder values, Problems problems, SettingsTypes settingsTypes) {
    this.values = values;
    this.problems = problems;
    this.settingsTypes = settingsTypes;
  }

  @Nullable Object value(YamlNode node, Class<?> type, Site site) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.add(
          node.place(), site.path(), "TYPE", "found " + node.kind() + ", expected a mapping");
      return null;
    }
    return new Binding(RecordShape.of(type), type, mapping, site, Set.of(), Set.of()).bind();
  }

  /**
   * One mapping on its way to a record. An outer record over the same mapping takes some of its
   * keys and refuses others.
   */
  private final class Binding {
    private final RecordShape shape;
    private final Class<?> type;
    private final YamlNode.Mapping mapping;
    private final Site site;
    private final Set<String> taken;
    private final Set<String> reserved;
    private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    private boolean complete = true;

    Binding(
        RecordShape shape,
        Class<?> type,
        YamlNode.Mapping mapping,
        Site site,
        Set<String> taken,
        Set<String> reserved) {
      this.shape = shape;
      this.type = type;
      this.mapping = mapping;
      this.site = site;
      this.taken = taken;
      this.reserved = reserved;
      mapping.entries().stream()
          .filter(entry -> !taken.contains(entry.key()))
          .forEach(entry -> entries.put(entry.key(), entry));
    }

    @Nullable Object bind() {
      boolean hasSettings = shape.parts().stream().anyMatch(RecordShape.Part::settings);
      if (!hasSettings) {
        refuseUnknown();
      }
      @Nullable Object[] arguments = new @Nullable Object[shape.parts().size()];
      for (int i = 0; i < arguments.length; i++) {
        RecordShape.Part part = shape.parts().get(i);
        arguments[i] = part.settings() ? settings(arguments) : part(part);
      }
      return complete ? construct(arguments) : null;
    }

    private @Nullable Object part(RecordShape.Part part) {
      YamlNode.Entry entry = entries.get(part.key());
      Site at = site.child(part.key());
      if (entry == null) {
        if (part.unless().stream().anyMatch(entries::containsKey)) {
          complete &= !(part.type() instanceof Class<?> raw && raw.isPrimitive());
        } else if (!part.optional()) {
          complete = false;
          problems.add(
              mapping.place(),
              at.path(),
              "REQUIRED",
              "the key " + Quoted.of(part.key()) + " is missing");
        }
        return null;
      }
      Object value =
          part.oneOrMany()
              ? values.oneOrMany(entry.value(), part.type(), at)
              : values.value(entry.value(), part.type(), at);
      complete &= value != null;
      return value;
    }

    private @Nullable Object settings(@Nullable Object[] arguments) {
      int plugin = new ArrayList<>(shape.keys()).indexOf(PLUGIN);
      if (!(arguments[plugin] instanceof String name)) {
        complete = false;
        return null;
      }
      Object settings = null;
      try {
        Class<? extends Record> settingsType = settingsTypes.of(type, name);
        settings =
            new Binding(
                    RecordShape.of(settingsType),
                    settingsType,
                    mapping,
                    site,
                    shape.keys(),
                    shape.notYet())
                .bind();
      } catch (BadValueException e) {
        YamlNode.Entry entry = entries.get(PLUGIN);
        problems.add(
            entry == null ? mapping.place() : entry.value().place(),
            site.child(PLUGIN).path(),
            e.code(),
            e.expected());
      }
      complete &= settings != null;
      return settings;
    }

    private void refuseUnknown() {
      Set<String> known = new LinkedHashSet<>(shape.keys());
      known.addAll(taken);
      for (YamlNode.Entry entry : entries.values()) {
        String key = entry.key();
        if (reserved.contains(key) || shape.notYet().contains(key)) {
          refuse(
              entry,
              "NOT_YET",
              Quoted.of(key)
                  + " is a part of the policy language that this version does not do yet; remove"
                  + " it");
        } else if (!known.contains(key)) {
          refuse(
              entry,
              "UNKNOWN_KEY",
              "there is no key "
                  + Quoted.of(key)
                  + " here, expected one of "
                  + String.join(", ", known)
                  + Spelling.hint(key, known));
        }
      }
    }

    private void refuse(YamlNode.Entry entry, String code, String message) {
      complete = false;
      problems.add(entry.place(), site.child(entry.key()).path(), code, message);
    }

    private @Nullable Object construct(@Nullable Object[] arguments) {
      try {
        return shape.constructor().newInstance(arguments);
      } catch (InvocationTargetException e) {
        refused(e.getCause(), arguments);
      } catch (InstantiationException | IllegalAccessException e) {
        throw new IllegalStateException("cannot create " + type, e);
      }
      return null;
    }

    private void refused(@Nullable Throwable cause, @Nullable Object[] arguments) {
      if (cause instanceof Error error && !(cause instanceof LinkageError)) {
        throw error;
      }
      Refusal refusal = Refusal.of(cause, shape.keys());
      String key = refusal.key();
      if (key == null) {
        String code = refusal.code() == null ? "INVALID" : refusal.code();
        problems.add(mapping.place(), site.path(), code, refusal.text());
        return;
      }
      YamlNode.Entry entry = entries.get(key);
      problems.add(
          entry == null ? mapping.place() : entry.value().place(),
          site.child(key).path(),
          refusal.code() == null ? code(argument(key, arguments)) : refusal.code(),
          refusal.text());
    }

    private @Nullable Object argument(String key, @Nullable Object[] arguments) {
      for (int i = 0; i < arguments.length; i++) {
        if (shape.parts().get(i).key().equals(key)) {
          return arguments[i];
        }
      }
      return null;
    }
  }

  private static String code(@Nullable Object value) {
    return switch (value) {
      case Collection<?> items when items.isEmpty() -> "EMPTY_LIST";
      case Map<?, ?> map when map.isEmpty() -> "EMPTY_LIST";
      case Integer number -> "RANGE";
      case Long number -> "RANGE";
      case Double number -> "RANGE";
      case BigDecimal number -> "RANGE";
      case Duration duration -> "RANGE";
      case Usd usd -> "RANGE";
      case Share share -> "RANGE";
      case null -> "INVALID";
      default -> "INVALID";
    };
  }
}
