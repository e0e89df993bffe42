package dev.penstock.provider.wire;

import dev.penstock.spi.Secret;
import org.jspecify.annotations.Nullable;

/** Rules of the settings that all providers over HTTP have. */
public final class SettingsRules {
  private static final int DEFAULT_CONNECTIONS = 256;
  private static final int MOST_CONNECTIONS = 10_000;

  private SettingsRules() {}

  /** What is wrong with a setting, in the form {@code key: text [CODE]}. */
  public static IllegalArgumentException wrong(String key, String text, String code) {
    return new IllegalArgumentException(key + ": " + text + " [" + code + "]");
  }

  /** The setting {@code max-connections}: how many calls may run at once; by default 256. */
  public static int connections(@Nullable Integer given) {
    int connections = given == null ? DEFAULT_CONNECTIONS : given;
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw wrong(
          "max-connections",
          "must be from 1 to " + MOST_CONNECTIONS + ", not " + connections,
          "OUT_OF_RANGE");
    }
    return connections;
  }

  /**
   * Checks the setting {@code api-key}: a key may stand in the policy itself only for this machine.
   *
   * @param neededBy whose key is missing without one, or null if none is needed
   */
  public static void checkKey(@Nullable Secret key, BaseUrl url, @Nullable String neededBy) {
    if (url.loopback()) {
      return;
    }
    if (key == null && neededBy != null) {
      throw wrong(
          "api-key", "must be given for " + neededBy + ", such as ${env:NAME}", "SECRET_MISSING");
    }
    if (key != null && key.isLiteral()) {
      throw wrong(
          "api-key",
          "must not stand in the file itself; write ${env:NAME} or ${file:/path}",
          "SECRET_INLINE");
    }
  }
}
