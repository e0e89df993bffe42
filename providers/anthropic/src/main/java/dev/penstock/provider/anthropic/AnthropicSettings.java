package dev.penstock.provider.anthropic;

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
 * The keys of an {@code anthropic} provider in a policy. What is wrong is said in the form {@code
 * key: text [CODE]}.
 *
 * @param apiKey the key, from a variable or a file; a literal one only for a server on loopback
 * @param baseUrl what stands before {@code /v1/messages}; by default Anthropic's own
 * @param version sent as {@code anthropic-version}; by default {@code 2023-06-01}
 * @param maxConnections how many calls may run at once; by default 256
 * @param headers further headers of every request
 * @param allowPrivate whether the address may be private or link-local; by default not
 */
@Description("Anthropic's Messages API")
public record AnthropicSettings(
    @Description("Key, as ${env:NAME} or ${file:/path}") @Nullable Secret apiKey,
    @Description("Address before /v1/messages, without it") @Nullable URI baseUrl,
    @Description("Version of the API: 2023-06-01 or 2026-10-21") @Nullable String version,
    @Description("How many calls may run at once") @Nullable Integer maxConnections,
    @Description("Further headers of every request") @Nullable Map<String, String> headers,
    @Description("Whether the address may be private or link-local")
        @Nullable Boolean allowPrivate) {
  private static final URI OWN_URL = URI.create("https://api.anthropic.com");
  private static final String VERSION_HEADER = "anthropic-version";

  /** Refuses what cannot work or would send a key where it must not go. */
  public AnthropicSettings {
    baseUrl = baseUrl == null ? OWN_URL : baseUrl;
    allowPrivate = Boolean.TRUE.equals(allowPrivate);
    SettingsRules.checkKey(apiKey, BaseUrl.of(baseUrl, allowPrivate), "Anthropic");
    version = ApiVersion.of(version).toString();
    maxConnections = SettingsRules.connections(maxConnections);
    headers = headers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
    HeaderRules.check(headers);
    if (headers.keySet().stream().anyMatch(VERSION_HEADER::equalsIgnoreCase)) {
      throw SettingsRules.wrong(
          "headers", VERSION_HEADER + " is set by the setting version", "HEADER_NAME");
    }
  }

  /** Settings of Anthropic at its own address. */
  public static AnthropicSettings of(Secret apiKey) {
    return new AnthropicSettings(apiKey, null, null, null, null, null);
  }

  /** Settings of a server at an address. */
  public static AnthropicSettings of(URI baseUrl, @Nullable Secret apiKey) {
    return new AnthropicSettings(apiKey, baseUrl, null, null, null, null);
  }

  @Override
  public URI baseUrl() {
    return Objects.requireNonNull(baseUrl);
  }

  @Override
  public String version() {
    return Objects.requireNonNull(version);
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
      all.add(RequestHeader.key("x-api-key", "", apiKey));
    }
    all.add(RequestHeader.of(VERSION_HEADER, version()));
    headers().forEach((name, value) -> all.add(RequestHeader.of(name, value)));
    return all;
  }
}
