package dev.penstock.classifier.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * The vectors of the utterances in Lucene, in memory; the number of a document is that of its
 * utterance. It holds nothing but heap, so nobody has to close it.
 */
final class VectorIndex {
  static final String FIELD = "vector";
  private static final int MOST_DIMENSIONS = 8_192;

  /** A graph misses neighbours when it is asked for few. */
  private static final int BEAM = 64;

  private final IndexSearcher searcher;

  private VectorIndex(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  /**
   * An utterance that is near.
   *
   * @param similarity the cosine
   */
  record Hit(int utterance, double similarity) {}

  static VectorIndex of(float[][] units) {
    try {
      Directory directory = new ByteBuffersDirectory();
      write(directory, units, Map.of());
      IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
      searcher.setQueryCache(null);
      return new VectorIndex(searcher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an index in place of any that is there. */
  static void write(Directory directory, float[][] units, Map<String, String> about)
      throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
            .setCodec(new Wider(units[0].length))
            .setMergePolicy(new LogDocMergePolicy())
            .setMergeScheduler(new SerialMergeScheduler());
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (float[] unit : units) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(FIELD, unit, VectorSimilarityFunction.DOT_PRODUCT));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      writer.setLiveCommitData(about.entrySet());
      writer.commit();
    }
  }

  /** The nearest utterances, nearest first. */
  List<Hit> nearest(float[] unit, int most) {
    try {
      List<Hit> hits = new ArrayList<>();
      KnnFloatVectorQuery query = new KnnFloatVectorQuery(FIELD, unit, Math.max(most, BEAM));
      for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
        // Lucene's score of a dot product is (1 + it) / 2.
        hits.add(new Hit(hit.doc, Math.clamp(2.0 * hit.score - 1, -1.0, 1.0)));
      }
      return hits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lucene's own codec, for longer vectors than the 1024 numbers it allows, and with a graph only
   * for more than can be compared one by one in less than a millisecond.
   */
  private static final class Wider extends Lucene104Codec {
    /** Vectors times their numbers: 4,000 of the usual 384. */
    private static final int MOST_COMPARED = 1_536_000;

    private final int tiny;

    /** Lucene takes "tiny" times the logarithm of a segment's size as what a graph has to beat. */
    Wider(int dimensions) {
      double compared = Math.max(2, (double) MOST_COMPARED / dimensions);
      tiny = (int) Math.ceil(compared / Math.log(compared));
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return new Wide(
          new Lucene99HnswVectorsFormat(
              Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
              Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
              Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
              null,
              tiny));
    }
  }

  /** Files name the format that is wrapped, so any Lucene reads them. */
  private static final class Wide extends KnnVectorsFormat {
    private final KnnVectorsFormat format;

    Wide(KnnVectorsFormat format) {
      super(format.getName());
      this.format = format;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String fieldName) {
      return MOST_DIMENSIONS;
    }
  }
}
