package dev.penstock.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.spi.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnthropicSettingsTest {
  private static final Secret KEY = Secret.of("sk-ant-abc");

  @Test
  void hasDefaults() {
    AnthropicSettings settings = AnthropicSettings.of(KEY);
    assertThat(settings.baseUrl()).hasToString("https://api.anthropic.com");
    assertThat(settings.version()).isEqualTo("2023-06-01");
    assertThat(settings.maxConnections()).isEqualTo(256);
    assertThat(settings.allowPrivate()).isFalse();
    assertThat(settings.headers()).isEmpty();
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> new AnthropicSettings(KEY, null, "2024-01-01", null, null, null))
        .hasMessage("version: must be 2023-06-01 or 2026-10-21 [ENUM]");
  }

  @Test
  void needsAKeyUnlessTheServerIsThisMachine() {
    assertThatThrownBy(() -> AnthropicSettings.of(null)).hasMessageEndingWith("[SECRET_MISSING]");
    assertThat(AnthropicSettings.of(URI.create("http://127.0.0.1:9"), null).apiKey()).isNull();
  }

  @Test
  void refusesALiteralKeyWithoutRepeatingIt() {
    assertThatThrownBy(() -> AnthropicSettings.of(Secret.literal("sk-ant-0123456789")))
        .hasMessageStartingWith("api-key: ")
        .hasMessageEndingWith("[SECRET_INLINE]")
        .hasMessageNotContaining("0123");
  }

  @Test
  void refusesAnAddressThatIsPrivateOrNotEncrypted() {
    assertThatThrownBy(() -> AnthropicSettings.of(URI.create("https://10.0.0.7"), KEY))
        .hasMessageEndingWith("[URL_PRIVATE]");
    assertThatThrownBy(() -> AnthropicSettings.of(URI.create("http://api.anthropic.com"), KEY))
        .hasMessageEndingWith("[INSECURE_URL]");
  }

  @Test
  void refusesHeadersThatHaveASettingOfTheirOwn() {
    assertThatThrownBy(() -> withHeader("Anthropic-Version", "2023-01-01"))
        .hasMessageEndingWith("[HEADER_NAME]");
    assertThatThrownBy(() -> withHeader("X-Api-Key", "sk-ant-abc"))
        .hasMessageEndingWith("[SECRET_INLINE]")
        .hasMessageNotContaining("sk-ant-abc");
  }

  @Test
  void neverShowsTheKey() {
    assertThat(AnthropicSettings.of(KEY).toString()).doesNotContain("sk-ant-abc");
  }

  private static AnthropicSettings withHeader(String name, String value) {
    return new AnthropicSettings(KEY, null, null, null, Map.of(name, value), null);
  }
}
