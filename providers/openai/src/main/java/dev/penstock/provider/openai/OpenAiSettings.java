package dev.penstock.provider.openai;

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
 * The keys of an {@code openai} provider in a policy. What is wrong is said in the form {@code key:
 * text [CODE]}.
 *
 * @param dialect whose variant of the wire; by default that of the vendor whose address {@code
 *     base-url} is, else {@code generic}
 * @param baseUrl what stands before {@code /chat/completions}; by default the dialect's own
 * @param apiKey the key, from a variable or a file; a literal one only for a server on loopback
 * @param allowPrivate whether the address may be private or link-local; by default not
 * @param maxConnections how many calls may run at once; by default 256
 * @param organization sent as {@code OpenAI-Organization}
 * @param project sent as {@code OpenAI-Project}
 * @param headers further headers of every request
 */
@Description("Any API that speaks the OpenAI wire format")
public record OpenAiSettings(
    @Description("Vendor whose variant of the wire the server speaks") @Nullable Dialect dialect,
    @Description("Address before /chat/completions, without it") @Nullable URI baseUrl,
    @Description("Key, as ${env:NAME} or ${file:/path}") @Nullable Secret apiKey,
    @Description("Whether the address may be private or link-local") @Nullable Boolean allowPrivate,
    @Description("How many calls may run at once") @Nullable Integer maxConnections,
    @Description("OpenAI organization the calls are billed to") @Nullable String organization,
    @Description("OpenAI project the calls are billed to") @Nullable String project,
    @Description("Further headers of every request") @Nullable Map<String, String> headers) {

  /** Refuses what cannot work or would send a key where it must not go. */
  public OpenAiSettings {
    dialect = dialect == null ? Dialect.of(baseUrl) : dialect;
    baseUrl = baseUrl == null ? dialect.traits().baseUrl() : baseUrl;
    if (baseUrl == null) {
      throw SettingsRules.wrong(
          "base-url", "must be given for the dialect " + dialect, "URL_MISSING");
    }
    allowPrivate = Boolean.TRUE.equals(allowPrivate);
    SettingsRules.checkKey(
        apiKey,
        BaseUrl.of(baseUrl, allowPrivate),
        dialect.traits().keyNeeded() ? dialect.toString() : null);
    maxConnections = SettingsRules.connections(maxConnections);
    HeaderRules.checkValue("organization", organization);
    HeaderRules.checkValue("project", project);
    headers = headers == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(headers));
    HeaderRules.check(headers);
  }

  /** Settings of a vendor at its own address. */
  public static OpenAiSettings of(Dialect dialect, @Nullable Secret apiKey) {
    return new OpenAiSettings(dialect, null, apiKey, null, null, null, null, null);
  }

  /** Settings of a server at an address. */
  public static OpenAiSettings of(Dialect dialect, URI baseUrl, @Nullable Secret apiKey) {
    return new OpenAiSettings(dialect, baseUrl, apiKey, null, null, null, null, null);
  }

  @Override
  public Dialect dialect() {
    return Objects.requireNonNull(dialect);
  }

  @Override
  public URI baseUrl() {
    return Objects.requireNonNull(baseUrl);
  }

  @Override
  public Boolean allowPrivate() {
    return Objects.requireNonNull(allowPrivate);
  }

  @Override
  public Integer maxConnections() {
    return Objects.requireNonNull(maxConnections);
  }

  @Override
  public Map<String, String> headers() {
    return Objects.requireNonNull(headers);
  }

  List<RequestHeader> requestHeaders() {
    List<RequestHeader> all = new ArrayList<>();
    if (apiKey != null) {
      all.add(RequestHeader.key("Authorization", "Bearer ", apiKey));
    }
    if (organization != null) {
      all.add(RequestHeader.of("OpenAI-Organization", organization));
    }
    if (project != null) {
      all.add(RequestHeader.of("OpenAI-Project", project));
    }
    headers().forEach((name, value) -> all.add(RequestHeader.of(name, value)));
    return all;
  }
}
