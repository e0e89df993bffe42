package dev.penstock.samples.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private final FakeClock clock = new FakeClock();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("keys");
  }

  @Test
  void findsWhoHasAKey() throws IOException {
    String key = KeyFile.create(file, "shop", "u-1", true, null);

    assertThat(open().find(key))
        .isEqualTo(new Caller(Objects.requireNonNull(KeyFile.idOf(key)), "shop", "u-1", true));
  }

  @Test
  void partsOfAKeyAreNone() throws IOException {
    String key = KeyFile.create(file, "shop", null, false, null);
    Keys keys = open();

    assertThat(keys.find("")).isNull();
    assertThat(keys.find(key.substring(0, key.length() - 1))).isNull();
    assertThat(keys.find(key + "A")).isNull();
    assertThat(keys.find(key.substring(0, 17) + "A".repeat(43))).isNull();
  }

  @Test
  void aKeyEndsWhenItExpires() throws IOException {
    String key = KeyFile.create(file, "shop", null, false, clock.instant().plusSeconds(60));
    Keys keys = open();
    assertThat(keys.find(key)).isNotNull();

    clock.advance(Duration.ofSeconds(60));

    assertThat(keys.find(key)).isNull();
  }

  @Test
  void aFileThatBreaksChangesNothingAndOneThatIsGoneHasNoKeys() throws IOException {
    String key = KeyFile.create(file, "shop", null, false, null);
    Keys keys = open();

    Files.writeString(file, "no key\n");
    clock.advance(Duration.ofSeconds(2));
    assertThat(keys.find(key)).isNotNull();

    Files.delete(file);
    clock.advance(Duration.ofSeconds(2));
    assertThat(keys.find(key)).isNull();
  }

  @Test
  void aFileThatIsBrokenFromTheStartIsRefusedWithItsLine() throws IOException {
    KeyFile.create(file, "shop", null, false, null);
    Files.writeString(file, Files.readString(file) + "{\"id\":\"x\",\"tenant\":\"t\"}\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keys:2")
        .hasMessageContaining("sha256 is missing");
  }

  @Test
  void aKeyIsTakenBackOnce() throws IOException {
    String key = KeyFile.create(file, "shop", null, false, null);
    String id = Objects.requireNonNull(KeyFile.idOf(key));

    assertThat(KeyFile.revoke(file, id)).isTrue();
    assertThat(KeyFile.revoke(file, id)).isFalse();
    assertThat(open().find(key)).isNull();
  }

  private Keys open() throws IOException {
    return Keys.of(file, clock, clock.ticker());
  }
}
