package dev.penstock.cache.lucene;

import static dev.penstock.cache.lucene.Fixtures.in;
import static dev.penstock.cache.lucene.Fixtures.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  @TempDir private Path parent;

  @Test
  void losesNothingCommittedAndGivesNothingWrongWhenItIsKilled() throws Exception {
    Crashes.Result result = new Crashes(parent.resolve("cache")).run(3);
    assertThat(result.wrong()).isZero();
    assertThat(result.lost()).isZero();
    assertThat(result.entries()).isGreaterThanOrEqualTo(300);
  }

  @Test
  void refusesAFolderThatAnotherProcessUses() throws Exception {
    Path folder = parent.resolve("cache");
    LuceneCache mine = open(in(folder));
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Crashes.Writer.class.getName(),
                folder.toString(),
                "0")
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isNotZero();
    assertThat(said).contains("path: the cache in", "is open in another process");
    mine.close();
  }
}
