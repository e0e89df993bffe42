package dev.penstock.core.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a command: {@code --key=value} or {@code --key value}, and flags. */
final class Arguments {
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<String> flags = new HashSet<>();

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException on one that is unknown, given twice or without a value
   */
  Arguments(String[] arguments, Set<String> keys, Set<String> known) {
    this(arguments, keys, known, Set.of());
  }

  /** The same with keys that may be given more than once. */
  Arguments(String[] arguments, Set<String> keys, Set<String> known, Set<String> repeated) {
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      int equals = argument.indexOf('=');
      String key = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 && known.contains(key)) {
        flags.add(key);
        continue;
      }
      if (!keys.contains(key)) {
        throw new IllegalArgumentException("unknown argument " + argument);
      }
      if (equals < 0 && i + 1 == arguments.length) {
        throw new IllegalArgumentException(key + " needs a value");
      }
      String value = equals < 0 ? arguments[++i] : argument.substring(equals + 1);
      List<String> all = values.computeIfAbsent(key, name -> new ArrayList<>());
      if (value.isBlank() || !(all.isEmpty() || repeated.contains(key))) {
        throw new IllegalArgumentException(
            key + (value.isBlank() ? " needs a value" : " is given twice"));
      }
      all.add(value);
    }
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  @Nullable String get(String key) {
    List<String> all = values.get(key);
    return all == null ? null : all.getFirst();
  }

  String get(String key, String otherwise) {
    String value = get(key);
    return value == null ? otherwise : value;
  }

  String required(String key) {
    String value = get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  Path file(String key) {
    return Path.of(required(key));
  }

  List<Path> files(String key) {
    required(key);
    return values.getOrDefault(key, List.of()).stream().map(Path::of).toList();
  }

  long number(String key, long otherwise, long least, long most) {
    String value = get(key);
    try {
      long number = value == null ? otherwise : Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number, not " + value, e);
    }
    throw new IllegalArgumentException(
        "%s must be from %d to %d, not %s".formatted(key, least, most, value));
  }

  /** A share such as {@code 50%}, as 0 to 1. */
  static double share(String key, String value) {
    String digits = value.endsWith("%") ? value.substring(0, value.length() - 1) : "";
    if (digits.matches("[0-9]{1,3}(\\.[0-9]+)?") && Double.parseDouble(digits) <= 100) {
      return Double.parseDouble(digits) / 100;
    }
    throw new IllegalArgumentException(key + " must be a share such as 50%, not " + value);
  }
}
