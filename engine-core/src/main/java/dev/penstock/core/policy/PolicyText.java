package dev.penstock.core.policy;

import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.DayWindow;
import dev.penstock.api.policy.PluginSettings;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Writes the policy in force as YAML: as it was read, with all defaults and references filled in.
 * Secrets show as five asterisks.
 */
public final class PolicyText {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  private PolicyText() {}

  /** The YAML of a policy. */
  public static String of(Policy policy) {
    return YAML.writeValueAsString(plain(policy));
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Usd usd -> usd.toDecimal().stripTrailingZeros().toPlainString() + " USD";
      case Duration duration -> duration(duration);
      case Share share -> share.toString();
      case DayWindow window -> window.toString();
      case Record record -> record(record);
      case Map<?, ?> map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, element) -> plain.put(String.valueOf(plain(key)), plain(element)));
        yield plain;
      }
      case Collection<?> elements -> {
        List<Object> plain = new ArrayList<>();
        elements.forEach(element -> plain.add(plain(element)));
        yield plain;
      }
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case BigDecimal decimal -> decimal;
      case Number number -> number;
      case Boolean truth -> truth;
      default -> value.toString();
    };
  }

  private static Map<String, Object> record(Record record) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = value(record, component);
      if (value == null || isEmpty(value)) {
        continue;
      }
      if (component.isAnnotationPresent(PluginSettings.class) && value instanceof Record settings) {
        plain.putAll(record(settings));
      } else {
        plain.put(RecordShape.key(component), plain(value));
      }
    }
    return plain;
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof Collection<?> elements && elements.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
