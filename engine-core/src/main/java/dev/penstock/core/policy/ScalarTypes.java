package dev.penstock.core.policy;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.Share;
import dev.penstock.core.word.KebabCase;
import dev.penstock.core.word.Spelling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types a single value of a policy can have. */
final class ScalarTypes {
  private static final ScalarType INT =
      whole(Integer.MIN_VALUE, Integer.MAX_VALUE, Math::toIntExact);
  private static final ScalarType LONG = whole(Long.MIN_VALUE, Long.MAX_VALUE, value -> value);
  private static final ScalarType BOOLEAN =
      new ScalarType(true, ScalarTypes::truth, Map.of("type", "boolean"));
  private static final ScalarType DOUBLE =
      new ScalarType(
          true, text -> NumberText.decimal(text).doubleValue(), Map.of("type", "number"));

  private static final Map<Class<?>, ScalarType> TYPES =
      Map.ofEntries(
          Map.entry(String.class, new ScalarType(false, text -> text, Map.of("type", "string"))),
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(double.class, DOUBLE),
          Map.entry(Double.class, DOUBLE),
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(Boolean.class, BOOLEAN),
          Map.entry(
              BigDecimal.class,
              new ScalarType(true, NumberText::decimal, Map.of("type", "number"))),
          Map.entry(Duration.class, text(UnitText::duration, UnitText.DURATION)),
          Map.entry(Usd.class, text(UnitText::usd, "[0-9]+(?:\\.[0-9]{1,9})? USD")),
          Map.entry(Share.class, text(UnitText::share, "[0-9]{1,3}(?:\\.[0-9]+)?%")),
          Map.entry(LocalDate.class, text(ScalarTypes::date, "[0-9]{4}-[0-9]{2}-[0-9]{2}")),
          Map.entry(
              ZoneId.class, new ScalarType(false, ScalarTypes::zone, Map.of("type", "string"))),
          Map.entry(URI.class, new ScalarType(false, ScalarTypes::uri, Map.of("type", "string"))),
          Map.entry(
              Path.class, new ScalarType(false, ScalarTypes::path, Map.of("type", "string"))));

  private ScalarTypes() {}

  /** Null if a value of the type is no single value. */
  static @Nullable ScalarType of(Class<?> type) {
    ScalarType known = TYPES.get(type);
    if (known != null) {
      return known;
    }
    return type.isEnum() ? ofEnum(type) : ofParse(type);
  }

  private interface Narrowing {
    Object of(long value);
  }

  private static ScalarType whole(long least, long most, Narrowing narrowing) {
    Map<String, ?> schema =
        Map.of("anyOf", List.of(Map.of("type", "integer"), pattern(NumberText.WHOLE)));
    return new ScalarType(true, text -> narrowing.of(NumberText.whole(text, least, most)), schema);
  }

  private static ScalarType text(ScalarType.Reader reader, String pattern) {
    return new ScalarType(false, reader, pattern(pattern));
  }

  private static Map<String, String> pattern(String pattern) {
    Map<String, String> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("pattern", "^" + pattern + "$");
    return schema;
  }

  private static ScalarType ofEnum(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(KebabCase.of((Enum<?>) constant), constant);
    }
    ScalarType.Reader reader =
        text -> {
          Object constant = constants.get(text);
          if (constant == null) {
            throw new BadValueException(
                "ENUM",
                "expected one of "
                    + String.join(", ", constants.keySet())
                    + Spelling.hint(text, constants.keySet()));
          }
          return constant;
        };
    return new ScalarType(false, reader, Map.of("enum", List.copyOf(constants.keySet())));
  }

  private static @Nullable ScalarType ofParse(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> isParse(method, type))
        .findFirst()
        .map(method -> new ScalarType(false, text -> parse(method, text), Map.of("type", "string")))
        .orElse(null);
  }

  private static boolean isParse(Method method, Class<?> type) {
    return method.getName().equals("parse")
        && Modifier.isStatic(method.getModifiers())
        && Modifier.isPublic(method.getModifiers())
        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class})
        && type.isAssignableFrom(method.getReturnType());
  }

  private static Object parse(Method method, String text) throws BadValueException {
    try {
      method.setAccessible(true);
      return Objects.requireNonNull(method.invoke(null, text));
    } catch (InvocationTargetException e) {
      String message = e.getCause() == null ? null : e.getCause().getMessage();
      throw new BadValueException("INVALID", message == null ? "expected another form" : message);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is not accessible", e);
    }
  }

  private static Object truth(String text) throws BadValueException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      case "yes", "on" -> throw new BadValueException("TYPE", "expected true or false; write true");
      case "no", "off" ->
          throw new BadValueException("TYPE", "expected true or false; write false");
      default -> throw new BadValueException("TYPE", "expected true or false");
    };
  }

  private static Object date(String text) throws BadValueException {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new BadValueException("DATE", "expected a day such as 2026-12-01");
    }
  }

  private static Object zone(String text) throws BadValueException {
    if (text.equals("UTC") || text.equals("Z")) {
      return ZoneOffset.UTC;
    }
    try {
      if (text.startsWith("+") || text.startsWith("-")) {
        return ZoneOffset.of(text);
      }
      if (regions().contains(text)) {
        return ZoneId.of(text);
      }
    } catch (DateTimeException e) {
      throw new BadValueException("ZONE", "expected an offset from -18:00 to +18:00");
    }
    throw new BadValueException(
        "ZONE",
        "expected a time zone such as Europe/Berlin or UTC" + Spelling.hint(text, regions()));
  }

  private static Set<String> regions() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.contains("/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Object uri(String text) throws BadValueException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValueException("URL_FORMAT", "expected a URL such as https://example.com/v1");
    }
  }

  private static Object path(String text) throws BadValueException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadValueException("PATH", "expected a path");
    }
  }
}
