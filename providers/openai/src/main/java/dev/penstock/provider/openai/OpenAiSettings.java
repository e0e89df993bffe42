package dev.penstock.provider.openai;

import dev.penstock.api.policy.Description;
import dev.penstock.spi.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
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

  private static final int DEFAULT_CONNECTIONS = 256;
  private static final int MOST_CONNECTIONS = 10_000;

  /** Refuses what cannot work or would send a key where it must not go. */
  public OpenAiSettings {
    dialect = dialect == null ? Dialect.of(baseUrl) : dialect;
    baseUrl = baseUrl == null ? dialect.traits().baseUrl() : baseUrl;
    if (baseUrl == null) {
      throw wrong("base-url", "must be given for the dialect " + dialect, "URL_MISSING");
    }
    allowPrivate = Boolean.TRUE.equals(allowPrivate);
    boolean loopback = BaseUrl.of(baseUrl, allowPrivate).loopback();
    if (apiKey == null && dialect.traits().keyNeeded() && !loopback) {
      throw wrong(
          "api-key", "must be given for " + dialect + ", such as ${env:NAME}", "SECRET_MISSING");
    }
    if (apiKey != null && apiKey.isLiteral() && !loopback) {
      throw wrong(
          "api-key",
          "must not stand in the file itself; write ${env:NAME} or ${file:/path}",
          "SECRET_INLINE");
    }
    maxConnections = maxConnections == null ? DEFAULT_CONNECTIONS : maxConnections;
    if (maxConnections < 1 || maxConnections > MOST_CONNECTIONS) {
      throw wrong(
          "max-connections",
          "must be from 1 to " + MOST_CONNECTIONS + ", not " + maxConnections,
          "OUT_OF_RANGE");
    }
    HeaderRules.checkValue("organization", organization);
    HeaderRules.checkValue("project", project);
    headers = headers == null ? Map.of() : Map.copyOf(headers);
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

  static IllegalArgumentException wrong(String key, String text, String code) {
    return new IllegalArgumentException(key + ": " + text + " [" + code + "]");
  }
}
