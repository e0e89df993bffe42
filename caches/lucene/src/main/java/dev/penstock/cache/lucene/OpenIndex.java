package dev.penstock.cache.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The index while it can be written. One thread writes; any may search. */
final class OpenIndex implements Closeable {
  private static final String FORMAT = "penstock-format";

  private final IndexWriter writer;
  private final SearcherManager searchers;

  private OpenIndex(IndexWriter writer, SearcherManager searchers) {
    this.writer = writer;
    this.searchers = searchers;
  }

  /**
   * Opens the index of a directory, or makes one.
   *
   * @throws org.apache.lucene.store.LockObtainFailedException if someone else has it open
   * @throws org.apache.lucene.index.CorruptIndexException if it is damaged, or not of this format
   */
  static OpenIndex open(Directory directory) throws IOException {
    IndexWriter writer =
        new IndexWriter(
            directory,
            new IndexWriterConfig(new StandardAnalyzer())
                .setCodec(new WideVectors())
                .setRAMBufferSizeMB(32));
    boolean complete = false;
    try {
      if (!DirectoryReader.indexExists(directory)) {
        writer.setLiveCommitData(Map.of(FORMAT, EntryBytes.FORMAT).entrySet());
        writer.commit();
      }
      checkFormat(writer);
      SearcherManager searchers = new SearcherManager(writer, new Searchers());
      complete = true;
      return new OpenIndex(writer, searchers);
    } finally {
      if (!complete) {
        writer.rollback();
      }
    }
  }

  private static void checkFormat(IndexWriter writer) throws IOException {
    for (Map.Entry<String, String> data : writer.getLiveCommitData()) {
      if (data.getKey().equals(FORMAT) && data.getValue().equals(EntryBytes.FORMAT)) {
        return;
      }
    }
    throw Documents.corrupt("it was not written by this version of the cache");
  }

  IndexSearcher acquire() throws IOException {
    return searchers.acquire();
  }

  void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  void update(Term term, Document document) throws IOException {
    writer.updateDocument(term, document);
  }

  /** Sets how often an entry was given; nothing happens if there is no such entry. */
  void hits(String id, long hits) throws IOException {
    writer.updateNumericDocValue(Documents.entryTerm(id), Documents.HITS, hits);
  }

  void delete(Term term) throws IOException {
    writer.deleteDocuments(term);
  }

  /** Shows what was written to searches. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Makes what was written outlive the process. */
  void commit() throws IOException {
    writer.commit();
  }

  /** The entry of that id, or null if there is none in that version. */
  @Nullable Entry read(String id, long version) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      BytesRef term = new BytesRef(id);
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        int document = find(leaf.reader(), term);
        Entry entry = document < 0 ? null : Documents.entry(leaf.reader(), document);
        if (entry != null && entry.version() == version) {
          return entry;
        }
      }
      return null;
    } finally {
      searchers.release(searcher);
    }
  }

  /** The vector of an entry, or null if it is not there in that version or has none. */
  float @Nullable [] vector(Entry entry) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      BytesRef term = new BytesRef(entry.id());
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        int document = find(leaf.reader(), term);
        Entry found = document < 0 ? null : Documents.entry(leaf.reader(), document);
        if (found != null && found.version() == entry.version()) {
          return NearVectors.vector(leaf.reader(), entry.space(), document);
        }
      }
      return null;
    } finally {
      searchers.release(searcher);
    }
  }

  private static int find(LeafReader reader, BytesRef id) throws IOException {
    Terms terms = reader.terms(Documents.ID);
    if (terms == null) {
      return -1;
    }
    TermsEnum each = terms.iterator();
    if (!each.seekExact(id)) {
      return -1;
    }
    Bits live = reader.getLiveDocs();
    PostingsEnum postings = each.postings(null, PostingsEnum.NONE);
    for (int doc = postings.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = postings.nextDoc()) {
      if (live == null || live.get(doc)) {
        return doc;
      }
    }
    return -1;
  }

  /** Gives all entries, each with how often it was given, and all vetoes. */
  void each(ObjLongConsumer<Entry> entries, Consumer<Vetoes.Veto> vetoes) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        LeafReader reader = leaf.reader();
        Bits live = reader.getLiveDocs();
        BinaryDocValues values = Documents.entries(reader);
        NumericDocValues hits = reader.getNumericDocValues(Documents.HITS);
        for (int document = 0; document < reader.maxDoc(); document++) {
          Entry entry =
              live == null || live.get(document) ? Documents.entry(reader, values, document) : null;
          if (entry != null) {
            entries.accept(entry, Documents.hits(hits, document));
          }
        }
        vetoes(reader, live, vetoes);
      }
    } finally {
      searchers.release(searcher);
    }
  }

  private static void vetoes(LeafReader reader, @Nullable Bits live, Consumer<Vetoes.Veto> vetoes)
      throws IOException {
    Terms terms = reader.terms(Documents.VETO);
    if (terms == null) {
      return;
    }
    TermsEnum each = terms.iterator();
    for (BytesRef id = each.next(); id != null; id = each.next()) {
      Vetoes.Veto veto = Vetoes.Veto.parse(id.utf8ToString());
      PostingsEnum postings = each.postings(null, PostingsEnum.NONE);
      int document = postings.nextDoc();
      while (document != PostingsEnum.NO_MORE_DOCS && live != null && !live.get(document)) {
        document = postings.nextDoc();
      }
      if (veto != null && document != PostingsEnum.NO_MORE_DOCS) {
        vetoes.accept(veto);
      }
    }
  }

  /** Ends writing without keeping what was not committed; searches go on. */
  void abandon() throws IOException {
    writer.rollback();
  }

  /** Commits and closes; merges under way are given up, since they may take minutes. */
  @Override
  public void close() throws IOException {
    try {
      writer.commit();
    } finally {
      writer.rollback();
      searchers.close();
    }
  }

  /** Ends searches too, after {@link #abandon}. */
  void closeSearches() throws IOException {
    searchers.close();
  }

  /**
   * Searches with signatures that were read before, and without a cache of queries: each partition
   * would be one.
   */
  private static final class Searchers extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous)
        throws IOException {
      for (LeafReaderContext leaf : reader.leaves()) {
        SegmentSignatures.read(leaf.reader());
      }
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      return searcher;
    }
  }

  /**
   * Lucene's own codec, for longer vectors than the 1024 numbers it allows, and with graphs only in
   * segments of some 20,000 vectors and more: smaller ones are compared one by one anyway. Files
   * name the format that is wrapped, so any Lucene reads them.
   */
  private static final class WideVectors extends Lucene104Codec {
    /** Lucene takes this times the logarithm of a segment's size as what a graph has to beat. */
    private static final int TINY = 2_000;

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return new WideVectorsFormat(
          new Lucene99HnswVectorsFormat(
              Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
              Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
              Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
              null,
              TINY));
    }
  }
}
