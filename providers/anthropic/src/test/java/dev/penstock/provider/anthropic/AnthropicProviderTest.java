package dev.penstock.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.Secret;
import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class AnthropicProviderTest {
  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(ProviderFactory.class).findFirst().orElseThrow().name())
        .isEqualTo("anthropic");
  }

  @Test
  void sendsKeyVersionAndHeaders() throws Exception {
    try (ScriptedServer server = ScriptedServer.anthropic(exchange -> Reply.text("Hello"))) {
      AnthropicSettings settings =
          new AnthropicSettings(
              Secret.of("sk-ant-test"),
              server.baseUrl(),
              "2026-10-21",
              null,
              Map.of("anthropic-beta", "some-beta"),
              null);
      try (AnthropicProvider provider = new AnthropicProvider(settings, Fixtures.CONTEXT)) {
        provider.call(Fixtures.call());
      }
      assertThat(server.exchanges().getFirst().headers())
          .containsEntry("x-api-key", "sk-ant-test")
          .containsEntry("anthropic-version", "2026-10-21")
          .containsEntry("anthropic-beta", "some-beta")
          .containsEntry("content-type", "application/json")
          .doesNotContainKey("authorization");
    }
  }
}
