package dev.penstock.core.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record or a plugin said when it refused its values. By convention a message starts with
 * the key that is wrong and may end with a code: {@code base-url: must not be empty [URL_SCHEME]}.
 *
 * @param key the key that is wrong, or null if the message names none
 * @param code the code it gives, or null
 * @param text the message without code, and without a key before a colon
 */
record Refusal(@Nullable String key, @Nullable String code, String text) {
  private static final Pattern WITH_CODE = Pattern.compile("(?s)(.*) \\[([A-Z][A-Z0-9_]*)]");
  private static final Pattern END_OF_KEY = Pattern.compile("(?s)(?:[^a-z0-9-].*)?");

  static Refusal of(@Nullable Throwable cause, Collection<String> keys) {
    String message = cause instanceof RuntimeException ? cause.getMessage() : null;
    return message == null ? new Refusal(null, null, "refused with " + cause) : of(message, keys);
  }

  private static Refusal of(String message, Collection<String> keys) {
    Matcher coded = WITH_CODE.matcher(message);
    String code = coded.matches() ? coded.group(2) : null;
    String text = coded.matches() ? coded.group(1) : message;
    String key =
        keys.stream()
            .filter(text::startsWith)
            .filter(named -> END_OF_KEY.matcher(text.substring(named.length())).matches())
            .max(Comparator.comparingInt(String::length))
            .orElse(null);
    String prefix = key + ": ";
    return new Refusal(key, code, text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }
}
