package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnKeyTest {
  @Test
  void opensTheGatewayAndLeavesNothingBehind() throws IOException {
    OwnKey own = OwnKey.make();
    Path folder = Optional.ofNullable(own.file().getParent()).orElseThrow();
    assertThat(own.file()).isRegularFile().content().doesNotContain(own.text());

    own.close();

    assertThat(folder).doesNotExist();
    own.close();
  }
}
