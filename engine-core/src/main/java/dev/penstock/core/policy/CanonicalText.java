package dev.penstock.core.policy;

import dev.penstock.api.policy.LedgerSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.spi.Secret;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a policy made in code, or a part of one, the same way in every run, without secrets, to
 * compare it or to take a hash of.
 */
final class CanonicalText {
  private CanonicalText() {}

  static String of(Policy policy) {
    // The order of providers and models counts; that of all other maps does not.
    return policy.providers().keySet() + " " + policy.models().keySet() + " " + text(policy);
  }

  static String of(LedgerSpec ledger) {
    return ledger.settings().getClass().getName() + " " + text(ledger);
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Secret secret -> secret.toString();
      case Record record -> record(record);
      case List<?> list ->
          list.stream().map(CanonicalText::text).collect(Collectors.joining(",", "[", "]"));
      case Set<?> set ->
          set.stream().map(CanonicalText::text).sorted().collect(Collectors.joining(",", "(", ")"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      case Enum<?> constant -> constant.name();
      case Path path -> text(path.toString());
      case Object plain when plain.getClass().getName().startsWith("java.") ->
          "\"" + plain.toString().replace("\"", "\\\"") + "\"";
      // Its text might differ from run to run, as that of a lambda does.
      case Object other -> other.getClass().getSimpleName();
    };
  }

  private static String record(Record record) {
    StringBuilder out = new StringBuilder(record.getClass().getSimpleName()).append('(');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        out.append(text(component.getAccessor().invoke(record))).append(';');
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("cannot read " + component, e);
      }
    }
    return out.append(')').toString();
  }
}
