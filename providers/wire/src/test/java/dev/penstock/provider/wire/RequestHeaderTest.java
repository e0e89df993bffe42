package dev.penstock.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.spi.Secret;
import org.junit.jupiter.api.Test;

final class RequestHeaderTest {
  @Test
  void neverShowsAKey() {
    RequestHeader header = RequestHeader.key("Authorization", "Bearer ", Secret.of("sk-abc"));
    assertThat(header.value()).isEqualTo("Bearer sk-abc");
    assertThat(header).hasToString("Authorization: *****");
    assertThat(RequestHeader.of("X-Title", "desk")).hasToString("X-Title: desk");
  }
}
