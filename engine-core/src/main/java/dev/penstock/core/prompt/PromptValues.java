package dev.penstock.core.prompt;

import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.explain.Classified;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template may say of a request. None of it changes from one request of the same kind to the
 * next, so that prompts stay the same to the byte and a provider's own cache finds them.
 */
final class PromptValues {
  static final List<String> NAMES =
      List.of(
          "tier", "intent", "route", "tenant", "priority", "locale", "language", "high", "urgent");

  private static final int LONGEST = 128;

  private PromptValues() {}

  static Map<String, Object> of(Metadata metadata, Classified classified, String route) {
    Map<String, Object> values = new HashMap<>();
    Locale locale = metadata.locale();
    values.put("tier", classified.tier());
    values.put("intent", line(classified.intent()));
    values.put("route", route);
    values.put("tenant", line(metadata.tenant()));
    values.put("priority", metadata.priority().name().toLowerCase(Locale.ROOT));
    values.put("locale", locale == null ? "" : locale.toLanguageTag());
    values.put("language", locale == null ? "" : locale.getDisplayLanguage(Locale.ENGLISH));
    values.put("high", metadata.priority() != Priority.NORMAL);
    values.put("urgent", metadata.priority() == Priority.URGENT);
    return values;
  }

  /** Callers choose some values; one line of them cannot pretend to be instructions of its own. */
  private static String line(@Nullable String value) {
    if (value == null) {
      return "";
    }
    int end =
        value.offsetByCodePoints(0, Math.min(LONGEST, value.codePointCount(0, value.length())));
    return value.substring(0, end).replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
  }
}
