package dev.penstock.cache.lucene;

import static dev.penstock.cache.lucene.Fixtures.answer;
import static dev.penstock.cache.lucene.Fixtures.embedding;
import static dev.penstock.cache.lucene.Fixtures.in;
import static dev.penstock.cache.lucene.Fixtures.key;
import static dev.penstock.cache.lucene.Fixtures.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.spi.Neighbour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {
  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void nameTheFolder() {
    folder = parent.resolve("deep/cache");
  }

  @Test
  void findsAfterARestartWhatWasStoredBefore() {
    String large = "x".repeat(100_000);
    try (LuceneCache cache = open(in(folder))) {
      cache.store(key("p", "one two"), answer("one"), embedding(1));
      cache.store(key("p", "large"), answer(large));
    }
    try (LuceneCache cache = open(in(folder))) {
      assertThat(cache.statistics().entries()).isEqualTo(2);
      assertThat(cache.find(key("p", "one two"))).isEqualTo(answer("one"));
      assertThat(cache.find(key("p", "large"))).isEqualTo(answer(large));
      assertThat(cache.nearest(key("p", "asked"), embedding(1), 5))
          .singleElement()
          .satisfies(found -> assertThat(found.similarity()).isGreaterThan(0.999))
          .extracting(found -> Objects.requireNonNull(found.embedding()).cosine(embedding(1)))
          .satisfies(cosine -> assertThat(cosine).isGreaterThan(0.999));
      assertThat(cache.nearest(key("p", "two one"), null, 1))
          .extracting(Neighbour::similarity)
          .containsExactly(1.0);
    }
  }

  @Test
  void keepsVetoesAndWhatWasForgottenOverARestart() {
    try (LuceneCache cache = open(in(folder))) {
      cache.store(key("p", "vetoed"), answer("vetoed"), embedding(1));
      cache.store(key("p", "forgotten"), answer("forgotten"), embedding(2));
      cache.veto(key("p", "asked"), key("p", "vetoed").exact());
    }
    try (LuceneCache cache = open(in(folder))) {
      assertThat(cache.forget(key("p", "forgotten").exact())).isTrue();
    }
    try (LuceneCache cache = open(in(folder))) {
      assertThat(cache.find(key("p", "forgotten"))).isNull();
      assertThat(cache.nearest(key("p", "asked"), embedding(1), 5)).isEmpty();
      assertThat(cache.nearest(key("p", "other"), embedding(1), 5)).hasSize(1);
    }
  }

  @Test
  void refreshesAnEntryOfBeforeTheRestart() {
    try (LuceneCache cache = open(in(folder))) {
      cache.store(key("p", "q"), answer("old"), embedding(1));
    }
    try (LuceneCache cache = open(in(folder))) {
      assertThat(cache.refresh(key("p", "q").exact(), answer("new"))).isTrue();
    }
    try (LuceneCache cache = open(in(folder))) {
      List<Neighbour> found = cache.nearest(key("p", "asked"), embedding(1), 5);
      assertThat(found).extracting(Neighbour::answer).containsExactly(answer("new"));
    }
  }

  @Test
  void setsADamagedIndexAsideAndStartsEmpty() throws IOException {
    for (int number = 1; number <= 2; number++) {
      try (LuceneCache cache = open(in(folder))) {
        cache.store(key("p", "q"), answer("a"), embedding(1));
      }
      cutEachFile();
      try (LuceneCache cache = open(in(folder))) {
        assertThat(cache.find(key("p", "q"))).isNull();
        cache.store(key("p", "q"), answer("again"));
        assertThat(cache.find(key("p", "q"))).isEqualTo(answer("again"));
      }
      assertThat(parent.resolve("deep/cache.corrupt-" + number)).isNotEmptyDirectory();
    }
  }

  private void cutEachFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !file.endsWith("write.lock"))
          .forEach(
              file -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                  channel.truncate(channel.size() / 2);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  @Test
  void givesNoAnswerThatTheDiskHasChanged() throws IOException {
    try (LuceneCache cache = open(in(folder))) {
      cache.store(key("p", "q"), answer("the right answer"), embedding(1));
    }
    int changed = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("right");
        if (at >= 0) {
          bytes[at] = 'f';
          Files.write(file, bytes);
          changed++;
        }
      }
    }
    assertThat(changed).isEqualTo(1);
    try (LuceneCache cache = open(in(folder))) {
      assertThat(cache.find(key("p", "q"))).isNull();
    }
  }

  @Test
  void twoPoliciesShareTheCacheOfAFolderWhileOneReplacesTheOther() {
    LuceneCache old = open(in(folder));
    LuceneCache replacement = open(in(folder));
    old.store(key("p", "q"), answer("a"));
    assertThat(replacement.find(key("p", "q"))).isEqualTo(answer("a"));
    old.close();
    old.close();
    assertThat(replacement.find(key("p", "q"))).isEqualTo(answer("a"));
    replacement.store(key("p", "r"), answer("b"));
    replacement.close();
    try (LuceneCache cache = open(in(folder))) {
      assertThat(cache.statistics().entries()).isEqualTo(2);
    }
  }

  @Test
  void refusesAFolderWithOtherFiles() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(in(folder)))
        .withMessageStartingWith("path: ")
        .withMessageContaining("notes.txt");
    assertThat(folder.resolve("notes.txt")).exists();
  }

  @Test
  void refusesAPathThatIsAFile() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(in(file)))
        .withMessageStartingWith("path: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(in(file.resolve("below"))))
        .withMessageStartingWith("path: ");
  }

  @Test
  void takesWhatACrashLeftBeforeTheFirstCommit() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("write.lock"), "");
    Files.writeString(folder.resolve("pending_segments_1"), "half");
    assertThatCode(() -> open(in(folder)).close()).doesNotThrowAnyException();
  }
}
