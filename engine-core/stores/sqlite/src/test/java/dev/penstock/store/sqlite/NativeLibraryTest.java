package dev.penstock.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each in a process of its own, since a library is loaded once. */
@Timeout(60)
class NativeLibraryTest {
  private static final String OPENED = "opened, [], ";

  @TempDir private Path temporary;
  @TempDir private Path data;

  private Path ledger() {
    return data.resolve("ledger.db");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a library in use cannot be removed there")
  void leavesNothingBehindWhenTheProcessIsKilled() throws Exception {
    assertThat(Loading.of(ledger(), "-Djava.io.tmpdir=" + temporary)).isEqualTo(OPENED + null);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void isUnpackedBesideTheLedgerIfThereIsNoFolderForTemporaryFiles() throws Exception {
    String nowhere = "-Djava.io.tmpdir=" + temporary.resolve("nowhere");
    assertThat(Loading.of(ledger(), nowhere)).isEqualTo(OPENED + null);
    assertThat(data).isDirectoryNotContaining("glob:**penstock-sqlite*");
  }

  @Test
  void leavesAFolderOfTheUsersChoiceAsItIs() throws Exception {
    String chosen = "-Dorg.sqlite.tmpdir=" + temporary;
    assertThat(Loading.of(ledger(), chosen)).isEqualTo(OPENED + temporary);
    assertThat(temporary).isDirectoryContaining("glob:**sqlite*");
  }

  @Test
  void saysWhatToDoIfItCannotBeLoaded() throws Exception {
    String nowhere = "-Dorg.sqlite.tmpdir=" + temporary.resolve("nowhere");
    assertThat(Loading.of(ledger(), nowhere))
        .startsWith("SQLite's native library cannot be loaded: ")
        .contains("set -Dorg.sqlite.tmpdir to a folder that can be written and allows programs");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such permissions")
  void isForItsOwnerOnly() throws Exception {
    Path folder = NativeLibrary.folder(temporary);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }
}
