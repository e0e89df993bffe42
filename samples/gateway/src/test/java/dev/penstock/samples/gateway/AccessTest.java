package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.samples.gateway.access.KeyFile;
import dev.penstock.samples.gateway.server.Endpoint;
import dev.penstock.testkit.server.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccessTest {
  @Test
  void everyRouteButHealthAndReadinessNeedsAKey() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      Set<String> open = new TreeSet<>();
      for (Endpoint endpoint : door.gateway.endpoints()) {
        HttpResponse<String> response =
            door.send(
                HttpRequest.newBuilder(door.uri(endpoint.path()))
                    .method(endpoint.method(), HttpRequest.BodyPublishers.noBody())
                    .build());
        if (response.statusCode() == 401) {
          assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
        } else {
          open.add(endpoint.path());
        }
      }

      assertThat(open).containsExactly("/health", "/ready");
      assertThat(door.gateway.endpoints()).hasSizeGreaterThan(open.size());
    }
  }

  @Test
  void aWrongKeyAndNoKeyAreToldTheSame() {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      String wrong = door.key.substring(0, door.key.length() - 1) + "!";

      assertThat(door.chatting("", "Authorization", "Bearer " + wrong).body())
          .isEqualTo(door.chatting("", "Authorization", "").body());
    }
  }

  @Test
  void aRevokedKeyEndsWithoutARestart() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(door.get("/v1/models").statusCode()).isEqualTo(200);

      boolean revoked = KeyFile.revoke(door.keys, Objects.requireNonNull(KeyFile.idOf(door.key)));

      assertThat(revoked).isTrue();
      assertThat(Door.soon(() -> door.get("/v1/models").statusCode() == 401)).isTrue();
    }
  }

  @Test
  void aNewKeyIsKnownWithoutARestartAndAnExpiredOneIsNot() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      String expired = KeyFile.create(door.keys, "shop", null, false, Instant.EPOCH);
      String fresh = KeyFile.create(door.keys, "shop", "u-1", false, Instant.MAX);

      assertThat(
              Door.soon(
                  () -> door.chatting("", "Authorization", "Bearer " + fresh).statusCode() == 200))
          .isTrue();
      assertThat(door.chatting("", "Authorization", "Bearer " + expired).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void theFileHoldsNoKeyAndIsItsOwnersAlone() throws IOException {
    try (Door door = Door.open(request -> Reply.text("Hello"))) {
      assertThat(Files.readString(door.keys))
          .doesNotContain(door.key.substring(17))
          .contains("\"tenant\":\"shop\"");
      assertThat(Files.getPosixFilePermissions(door.keys)).hasSize(2);
    }
  }
}
