package dev.penstock.provider.gemini;

import dev.penstock.api.policy.Description;
import dev.penstock.provider.wire.BaseUrl;
import dev.penstock.provider.wire.HeaderRules;
import dev.penstock.provider.wire.RequestHeader;
import dev.penstock.provider.wire.SettingsRules;
import dev.penstock.spi.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a {@code gemini} provider in a policy. What is wrong is said in the form {@code key:
 * text [CODE]}.
 *
 * @param apiKey the key, from a variable or a file; a literal one only for a server on loopback
 * @param baseUrl what stands before the version; by default Google's own
 * @param apiVersion the begin of every path; by default {@code v1beta}
 * @param maxConnections how many calls may run at once; by default 256
 * @param headers further headers of every request
 * @param allowPrivate whether the address may be private or link-local; by default not
 */
@Description("Google's Gemini API")
public record GeminiSettings(
    @Description("Key, as ${env:NAME} or ${file:/path}") @Nullable Secret apiKey,
    @Description("Address before /v1beta, without it") @Nullable URI baseUrl,
    @Description("Version of the API: v1beta or v1") @Nullable String apiVersion,
    @Description("How many calls may run at once") @Nullable Integer maxConnections,
    @Description("Further headers of every request") @Nullable Map<String, String> headers,
    @Description("Whether the address may be private or link-local")
        @Nullable Boolean allowPrivate) {
  private static final URI OWN_URL = URI.create("https://generativelanguage.googleapis.com");

  /** Refuses what cannot work or would send a key where it must not go. */
  public GeminiSettings {
    baseUrl = baseUrl == null ? OWN_URL : baseUrl;
    allowPrivate = Boolean.TRUE.equals(allowPrivate);
    SettingsRules.checkKey(apiKey, BaseUrl.of(baseUrl, allowPrivate), "Gemini");
    apiVersion = ApiVersion.of(apiVersion).toString();
    maxConnections = SettingsRules.connections(maxConnections);
    headers = headers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
    HeaderRules.check(headers);
  }

  /** Settings of Google's own address. */
  public static GeminiSettings of(Secret apiKey) {
    return new GeminiSettings(apiKey, null, null, null, null, null);
  }

  /** Settings of a server at an address. */
  public static GeminiSettings of(URI baseUrl, @Nullable Secret apiKey) {
    return new GeminiSettings(apiKey, baseUrl, null, null, null, null);
  }

  @Override
  public URI baseUrl() {
    return Objects.requireNonNull(baseUrl);
  }

  @Override
  public String apiVersion() {
    return Objects.requireNonNull(apiVersion);
  }

  @Override
  public Integer maxConnections() {
    return Objects.requireNonNull(maxConnections);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  @Override
  public Boolean allowPrivate() {
    return Objects.requireNonNull(allowPrivate);
  }

  List<RequestHeader> requestHeaders() {
    List<RequestHeader> all = new ArrayList<>();
    if (apiKey != null) {
      all.add(RequestHeader.key("x-goog-api-key", "", apiKey));
    }
    headers().forEach((name, value) -> all.add(RequestHeader.of(name, value)));
    return all;
  }
}
