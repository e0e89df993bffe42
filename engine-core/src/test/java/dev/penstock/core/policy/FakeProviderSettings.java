package dev.penstock.core.policy;

import dev.penstock.api.policy.Description;
import dev.penstock.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings with one component of each kind, and refusals by the convention {@code key: text
 * [CODE]}.
 */
public record FakeProviderSettings(
    @Description("Address of the API") @Nullable URI baseUrl,
    @Nullable Secret apiKey,
    @Nullable Boolean verbose,
    @Nullable Integer connections,
    @Nullable Double factor,
    @Nullable Duration pause,
    @Nullable String region,
    @Nullable Set<String> zones,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, Object> extra) {

  static final FakeProviderSettings NONE =
      new FakeProviderSettings(null, null, null, null, null, null, null, null, null, null);

  public FakeProviderSettings {
    if (apiKey != null && apiKey.isLiteral()) {
      throw new IllegalArgumentException("api-key: must not stand here [SECRET_INLINE]");
    }
    if (baseUrl != null) {
      String code = code(baseUrl);
      if (!code.isEmpty()) {
        throw new IllegalArgumentException("base-url: is of no use [" + code + "]");
      }
    }
  }

  private static String code(URI url) {
    if (!"https".equals(url.getScheme())) {
      return "http".equals(url.getScheme()) ? "INSECURE_URL" : "URL_SCHEME";
    }
    if (url.getUserInfo() != null) {
      return "URL_USERINFO";
    }
    if (url.getQuery() != null || url.getFragment() != null) {
      return "URL_QUERY";
    }
    return switch (url.getHost()) {
      case "169.254.169.254", "2852039166" -> "URL_LINK_LOCAL";
      case "[64:ff9b::a9fe:a9fe]" -> "URL_PRIVATE";
      case null, default -> "";
    };
  }
}
