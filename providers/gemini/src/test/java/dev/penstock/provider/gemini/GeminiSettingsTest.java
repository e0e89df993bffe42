package dev.penstock.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.spi.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeminiSettingsTest {
  private static final Secret KEY = Secret.of("AIza-abc");

  @Test
  void hasDefaults() {
    GeminiSettings settings = GeminiSettings.of(KEY);
    assertThat(settings.baseUrl()).hasToString("https://generativelanguage.googleapis.com");
    assertThat(settings.apiVersion()).isEqualTo("v1beta");
    assertThat(settings.maxConnections()).isEqualTo(256);
    assertThat(settings.allowPrivate()).isFalse();
    assertThat(settings.headers()).isEmpty();
  }

  @Test
  void refusesAVersionItDoesNotKnow() {
    assertThatThrownBy(() -> new GeminiSettings(KEY, null, "v2", null, null, null))
        .hasMessage("api-version: must be v1beta or v1 [ENUM]");
  }

  @Test
  void needsAKeyUnlessTheServerIsThisMachine() {
    assertThatThrownBy(() -> GeminiSettings.of(null)).hasMessageEndingWith("[SECRET_MISSING]");
    assertThat(GeminiSettings.of(URI.create("http://127.0.0.1:9"), null).apiKey()).isNull();
  }

  @Test
  void refusesALiteralKeyWithoutRepeatingIt() {
    assertThatThrownBy(() -> GeminiSettings.of(Secret.literal("AIza-0123456789")))
        .hasMessageStartingWith("api-key: ")
        .hasMessageEndingWith("[SECRET_INLINE]")
        .hasMessageNotContaining("0123");
  }

  @Test
  void refusesAnAddressThatIsPrivateOrNotEncrypted() {
    assertThatThrownBy(() -> GeminiSettings.of(URI.create("https://10.0.0.7"), KEY))
        .hasMessageEndingWith("[URL_PRIVATE]");
    assertThatThrownBy(
            () -> GeminiSettings.of(URI.create("http://generativelanguage.googleapis.com"), KEY))
        .hasMessageEndingWith("[INSECURE_URL]");
  }

  @Test
  void refusesAKeyAmongTheHeaders() {
    Map<String, String> headers = Map.of("X-Goog-Api-Key", "AIza-abc");
    assertThatThrownBy(() -> new GeminiSettings(KEY, null, null, null, headers, null))
        .hasMessageEndingWith("[SECRET_INLINE]")
        .hasMessageNotContaining("AIza-abc");
  }

  @Test
  void neverShowsTheKey() {
    assertThat(GeminiSettings.of(KEY).toString()).doesNotContain("AIza-abc");
  }
}
