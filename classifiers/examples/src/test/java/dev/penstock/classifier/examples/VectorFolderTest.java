package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VectorFolderTest {
  private static final String QUESTION = "is my parcel here";

  @TempDir private Path temp;

  @Test
  void keepsVectorsOverARestart() {
    WordEmbedder first = WordEmbedder.usual();
    WordEmbedder second = WordEmbedder.usual();
    Classification before = askOf(Desk.INTENTS, first);
    assertThat(first.asked()).isEqualTo(12);
    assertThat(askOf(Desk.INTENTS, second)).isEqualTo(before);
    assertThat(second.asked()).isZero();
  }

  @Test
  void makesThemAnewForAnotherModelAndOtherTexts() {
    askOf(Desk.INTENTS, WordEmbedder.usual());
    WordEmbedder other = new WordEmbedder("test/other", 32);
    askOf(Desk.INTENTS, other);
    assertThat(other.asked()).isEqualTo(12);
    LabelledIntents fewer = new LabelledIntents(Desk.INTENTS.intents().subList(0, 2));
    WordEmbedder again = new WordEmbedder("test/other", 32);
    askOf(fewer, again);
    assertThat(again.asked()).isEqualTo(8);
  }

  @Test
  void makesThemAnewWhenTheirFilesAreDamaged() throws IOException {
    Classification before = askOf(Desk.INTENTS, WordEmbedder.usual());
    List<Path> files;
    try (Stream<Path> found = Files.list(own())) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.write(file, new byte[] {1, 2, 3});
    }
    WordEmbedder second = WordEmbedder.usual();
    assertThat(askOf(Desk.INTENTS, second)).isEqualTo(before);
    assertThat(second.asked()).isEqualTo(12);
    WordEmbedder third = WordEmbedder.usual();
    assertThat(askOf(Desk.INTENTS, third)).isEqualTo(before);
    assertThat(third.asked()).isZero();
  }

  @Test
  void makesThemAnewWhenAnotherVersionOfLuceneHasWrittenThem() throws IOException {
    Classification before = askOf(Desk.INTENTS, WordEmbedder.usual());
    Codec unknown = new FilterCodec("Lucene999", Codec.getDefault()) {};
    try (Directory directory = FSDirectory.open(own());
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig()
                    .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                    .setCodec(unknown))) {
      writer.addDocument(new Document());
    }
    WordEmbedder second = WordEmbedder.usual();
    assertThat(askOf(Desk.INTENTS, second)).isEqualTo(before);
    assertThat(second.asked()).isEqualTo(12);
  }

  @Test
  void goesOnWithoutKeepingThemWhenTheFolderIsGone() throws IOException {
    try (Classifier classifier = Desk.create(Desk.INTENTS, Desk.settings(folder()))) {
      Files.delete(own());
      Files.writeString(own(), "no folder");
      Desk.prepare(classifier, WordEmbedder.usual());
      assertThat(Desk.ask(classifier, QUESTION).tier()).isEqualTo("simple");
    }
  }

  @Test
  void leavesAloneWhatElseIsInTheFolder() throws IOException {
    Files.createDirectory(folder());
    Path other = Files.writeString(folder().resolve("segments_1"), "of another index");
    askOf(Desk.INTENTS, WordEmbedder.usual());
    askOf(Desk.INTENTS, new WordEmbedder("test/other", 32));
    assertThat(other).hasContent("of another index");
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorFolder.make(file))
        .withMessageStartingWith("path: cannot make the folder " + file)
        .withMessageEndingWith(" [NOT_WRITABLE]");
  }

  private Path folder() {
    return temp.resolve("vectors");
  }

  private Path own() {
    return folder().resolve("penstock-examples");
  }

  private Classification askOf(LabelledIntents intents, WordEmbedder embedder) {
    try (Classifier classifier = Desk.create(intents, Desk.settings(folder()))) {
      Desk.prepare(classifier, embedder);
      return Desk.ask(classifier, QUESTION, embedder.of(QUESTION));
    }
  }
}
