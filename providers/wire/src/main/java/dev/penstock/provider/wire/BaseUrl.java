package dev.penstock.provider.wire;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A checked address of an API. It is checked by its spelling alone: no name is looked up.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address, without brackets
 * @param port the port, or -1 for the scheme's own
 * @param path what stands before the endpoints, without a slash at its end
 * @param loopback whether it is this machine
 */
public record BaseUrl(String scheme, String host, int port, String path, boolean loopback) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^\\]\\[@]+\\]|[^:@\\[\\]]+)(?::(?<port>\\d{1,5}))?");
  private static final String KEY = "base-url";

  /**
   * Checks an address.
   *
   * @param allowPrivate whether it may be private or link-local
   * @throws IllegalArgumentException in the form of {@link SettingsRules#wrong}
   */
  public static BaseUrl of(URI uri, boolean allowPrivate) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("https") || scheme.equals("http")) || uri.getRawAuthority() == null) {
      throw SettingsRules.wrong(KEY, "must start with https://", "URL_SCHEME");
    }
    String authority = uri.getRawAuthority();
    if (authority.indexOf('@') >= 0) {
      throw SettingsRules.wrong(KEY, "must not contain a user or password", "URL_USERINFO");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw SettingsRules.wrong(KEY, "must not contain ? or #", "URL_QUERY");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw SettingsRules.wrong(KEY, "has no valid host", "URL_HOST");
    }
    String host = parts.group("host").toLowerCase(Locale.ROOT);
    boolean loopback = checkReach(HostReach.of(host), allowPrivate);
    if (scheme.equals("http") && !loopback) {
      throw SettingsRules.wrong(
          KEY, "must start with https:// unless it is this machine", "INSECURE_URL");
    }
    return new BaseUrl(scheme, unbracketed(host), port(parts.group("port")), path(uri), loopback);
  }

  private static boolean checkReach(HostReach reach, boolean allowPrivate) {
    return switch (reach) {
      case LOOPBACK -> true;
      case PUBLIC -> false;
      case LINK_LOCAL -> {
        if (!allowPrivate) {
          throw SettingsRules.wrong(
              KEY, "is a link-local or metadata address; see allow-private", "URL_LINK_LOCAL");
        }
        yield false;
      }
      case PRIVATE -> {
        if (!allowPrivate) {
          throw SettingsRules.wrong(
              KEY, "is a private or special address; see allow-private", "URL_PRIVATE");
        }
        yield false;
      }
      case INVALID -> throw SettingsRules.wrong(KEY, "has no valid host", "URL_HOST");
    };
  }

  private static int port(@Nullable String digits) {
    int port = digits == null ? -1 : Integer.parseInt(digits);
    if (port == 0 || port > 65_535) {
      throw SettingsRules.wrong(KEY, "has no valid port", "URL_HOST");
    }
    return port;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
