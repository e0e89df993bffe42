package dev.penstock.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.spi.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OpenAiSettingsTest {
  private static final Secret KEY = Secret.of("sk-abc");

  @Test
  void refusesAnAddressWithThePlaceOfTheMistake() {
    assertThatThrownBy(
            () -> OpenAiSettings.of(Dialect.GENERIC, URI.create("https://10.1.2.3/v1"), KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("base-url: ")
        .hasMessageEndingWith("[URL_PRIVATE]");
  }

  @Test
  void takesAPrivateAddressThatIsAllowed() {
    OpenAiSettings settings =
        new OpenAiSettings(
            Dialect.VLLM, URI.create("https://10.0.0.7/v1"), null, true, null, null, null, null);
    assertThat(settings.allowPrivate()).isTrue();
  }

  @Test
  void allowingPrivateAddressesDoesNotAllowPlainHttp() {
    URI url = URI.create("http://10.0.0.7/v1");
    assertThatThrownBy(
            () -> new OpenAiSettings(Dialect.VLLM, url, null, true, null, null, null, null))
        .hasMessageEndingWith("[INSECURE_URL]");
  }

  @Test
  void refusesALiteralKeyWithoutRepeatingIt() {
    Secret literal = Secret.literal("sk-live-0123456789abcdef0123456789");
    assertThatThrownBy(() -> OpenAiSettings.of(Dialect.OPENAI, literal))
        .hasMessageStartingWith("api-key: ")
        .hasMessageEndingWith("[SECRET_INLINE]")
        .hasMessageNotContaining("sk-live");
  }

  @Test
  void takesALiteralKeyForLoopback() {
    URI url = URI.create("http://127.0.0.1:9/v1");
    assertThat(OpenAiSettings.of(Dialect.OPENAI, url, Secret.literal("test")).apiKey()).isNotNull();
  }

  @Test
  void refusesAMissingKeyWhereOneIsNeeded() {
    assertThatThrownBy(() -> OpenAiSettings.of(Dialect.DEEPSEEK, null))
        .hasMessageStartingWith("api-key: ")
        .hasMessageEndingWith("[SECRET_MISSING]");
    assertThat(OpenAiSettings.of(Dialect.OLLAMA, null).apiKey()).isNull();
  }

  @Test
  void dropsALineBreakAfterAKey() {
    Secret key = Secret.of("sk-abc\n");
    assertThat(OpenAiSettings.of(Dialect.OPENAI, key).apiKey().reveal()).isEqualTo("sk-abc");
  }

  @Test
  void neverShowsTheKey() {
    assertThat(OpenAiSettings.of(Dialect.OPENAI, KEY).toString()).doesNotContain("sk-abc");
  }

  @Test
  void knowsAVendorByItsAddress() {
    assertThat(dialectAt(null)).isEqualTo(Dialect.OPENAI);
    assertThat(dialectAt("https://api.deepseek.com/v1")).isEqualTo(Dialect.DEEPSEEK);
    assertThat(dialectAt("https://API.holysheep.ai/v1")).isEqualTo(Dialect.HOLYSHEEP);
    assertThat(dialectAt("https://llm.example.com/v1")).isEqualTo(Dialect.GENERIC);
    assertThat(dialectAt("http://127.0.0.1:8000/v1")).isEqualTo(Dialect.GENERIC);
  }

  @Test
  void needsAnAddressForAServerOfNoVendor() {
    assertThatThrownBy(() -> OpenAiSettings.of(Dialect.GENERIC, KEY))
        .hasMessageEndingWith("[URL_MISSING]");
  }

  @Test
  void refusesHeadersThatFrameTheMessageOrCarryAKey() {
    assertThatThrownBy(() -> withHeader("Host", "elsewhere")).hasMessageEndingWith("[HEADER_NAME]");
    assertThatThrownBy(() -> withHeader("a b", "c")).hasMessageEndingWith("[HEADER_NAME]");
    assertThatThrownBy(() -> withHeader("X-Title", "a\r\nHost: b"))
        .hasMessageEndingWith("[HEADER_VALUE]");
    assertThatThrownBy(() -> withHeader("Authorization", "Bearer sk-abc"))
        .hasMessageEndingWith("[SECRET_INLINE]")
        .hasMessageNotContaining("sk-abc");
    assertThat(withHeader("X-Title", "desk").headers()).containsEntry("X-Title", "desk");
  }

  @Test
  void refusesANonsensicalNumberOfConnections() {
    assertThatThrownBy(() -> new OpenAiSettings(null, null, KEY, null, 0, null, null, null))
        .hasMessageStartingWith("max-connections: ")
        .hasMessageEndingWith("[OUT_OF_RANGE]");
  }

  private static OpenAiSettings withHeader(String name, String value) {
    return new OpenAiSettings(null, null, KEY, null, null, null, null, Map.of(name, value));
  }

  private static Dialect dialectAt(String url) {
    URI address = url == null ? null : URI.create(url);
    return new OpenAiSettings(null, address, KEY, null, null, null, null, null).dialect();
  }
}
