package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.samples.gateway.access.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private Path folder;
  private String file = "";

  @BeforeEach
  void name() {
    file = folder.resolve("keys").toString();
  }

  @Test
  void aKeyIsMadeListedAndTakenBack() throws IOException {
    Typed made = create("--tenant", "shop", "--user", "ada", "--expires", "90d", "--json");
    assertThat(made.code()).isZero();
    String id = String.valueOf(made.json().get("id"));
    String key = String.valueOf(made.json().get("key"));
    assertThat(KeyFile.idOf(key)).isEqualTo(id);

    Typed listed = Typed.of("keys", "list", "--keys", file);
    assertThat(listed.out()).contains(id, "shop", "ada", "valid");
    assertThat(listed.out() + Files.readString(Path.of(file))).doesNotContain(key);

    assertThat(Typed.of("keys", "revoke", "--keys", file, id).out()).contains(id + " is revoked");
    assertThat(Typed.of("keys", "list", "--keys", file).out()).contains("revoked");
    assertThat(Typed.of("keys", "list", "--keys", file, "--json").out())
        .contains("\"id\":\"" + id + "\"", "\"revoked\":true");
    Typed again = Typed.of("keys", "revoke", "--keys", file, id, "--json");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.json()).containsEntry("revoked", false);
  }

  @Test
  void theKeyIsAllThatIsPrinted() {
    Typed made = create("--tenant", "shop");

    assertThat(KeyFile.idOf(made.out().strip())).isNotNull();
    assertThat(made.err()).contains("not shown again");
  }

  @Test
  void noKeyOfSeveralMadeAtOnceIsLost() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Typed>> made = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        made.add(threads.submit(() -> create("--tenant", "shop")));
      }
      for (Future<Typed> one : made) {
        assertThat(one.get().code()).isZero();
      }
    }
    assertThat(KeyFile.list(Path.of(file))).hasSize(16);
  }

  @Test
  void whatIsOfNoUseIsToldInALine() throws IOException {
    assertThat(create("--tenant", " ").err()).contains("must not be blank");
    assertThat(create("--tenant", "shop", "--expires", "soon").err()).contains("90d");
    assertThat(create("--tenant", "shop", "--expires", "2020-01-01T00:00:00Z").err())
        .contains("later than now");
    assertThat(create("--tenant", "shop", "--expires", "99999d").err()).contains("at most");
    assertThat(Path.of(file)).doesNotExist();
    Typed list = Typed.of("keys", "list", "--keys", file);
    assertThat(list.code()).isEqualTo(2);
    assertThat(list.err()).contains("there is no file");
    assertThat(Typed.of("keys").err()).contains("create, list, revoke");
    Files.writeString(Path.of(file), "psk-secret\n");
    assertThat(Typed.of("keys", "list", "--keys", file).err())
        .contains("keys:1 is no key")
        .doesNotContain("secret");
  }

  private Typed create(String... arguments) {
    List<String> all = new ArrayList<>(List.of("keys", "create", "--keys", file));
    all.addAll(List.of(arguments));
    return Typed.of(all.toArray(String[]::new));
  }
}
