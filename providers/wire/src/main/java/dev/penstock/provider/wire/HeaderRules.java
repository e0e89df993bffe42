package dev.penstock.provider.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which headers a policy may add: none that frames the message, none that is a key. */
public final class HeaderRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{1,4096}");
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "content-encoding",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "accept-encoding");
  private static final Set<String> KEYS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "api-key",
          "x-api-key",
          "x-goog-api-key");

  private HeaderRules() {}

  /** Checks the setting {@code headers}; throws as {@link SettingsRules#wrong} says. */
  public static void check(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!NAME.matcher(name).matches()) {
            throw SettingsRules.wrong("headers", "a name has a wrong character", "HEADER_NAME");
          }
          if (OURS.contains(lower)) {
            throw SettingsRules.wrong("headers", name + " is set by the client", "HEADER_NAME");
          }
          if (KEYS.contains(lower)) {
            throw SettingsRules.wrong(
                "headers", name + " carries a key, which belongs into api-key", "SECRET_INLINE");
          }
          checkValue("headers", value);
        });
  }

  /** Checks the value of a header that stands under a setting of its own. */
  public static void checkValue(String key, @Nullable String value) {
    if (value != null && !VALUE.matcher(value).matches()) {
      throw SettingsRules.wrong(
          key, "must be 1 to 4096 visible ASCII characters and spaces", "HEADER_VALUE");
    }
  }
}
