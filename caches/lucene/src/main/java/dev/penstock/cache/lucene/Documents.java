package dev.penstock.cache.lucene;

import java.io.IOException;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Entries and vetoes as documents of the index. */
final class Documents {
  static final String ID = "id";
  static final String PARTITION = "partition";
  static final String WORDS = "words";
  static final String VETO = "veto";
  static final String HITS = "hits";

  private static final String ENTRY = "entry";
  private static final String LARGE_ENTRY = "large-entry";

  /**
   * Doc values are read without unpacking, but each reader of them has a buffer for the largest.
   */
  private static final int LARGE = 16 << 10;

  private Documents() {}

  static Term entryTerm(String id) {
    return new Term(ID, id);
  }

  static Term vetoTerm(String id) {
    return new Term(VETO, id);
  }

  static Document of(Slot.Pending pending, long hits) {
    Entry entry = pending.entry();
    Document document = new Document();
    document.add(new StringField(ID, entry.id(), Field.Store.NO));
    document.add(new StringField(PARTITION, entry.key().partition(), Field.Store.NO));
    document.add(new TextField(WORDS, entry.key().question(), Field.Store.NO));
    document.add(new NumericDocValuesField(HITS, hits));
    BytesRef bytes = new BytesRef(EntryBytes.write(entry));
    document.add(
        bytes.length <= LARGE
            ? new BinaryDocValuesField(ENTRY, bytes)
            : new StoredField(LARGE_ENTRY, bytes));
    float[] unit = pending.unit();
    if (unit != null) {
      VectorSpace space = entry.space();
      document.add(
          new KnnFloatVectorField(space.vectorField(), unit, VectorSimilarityFunction.DOT_PRODUCT));
      document.add(
          new BinaryDocValuesField(
              space.signatureField(), new BytesRef(Vectors.bytes(Vectors.signature(unit)))));
    }
    return document;
  }

  static Document of(Vetoes.Veto veto) {
    Document document = new Document();
    document.add(new StringField(VETO, veto.id(), Field.Store.NO));
    return document;
  }

  /** The entry of a document, or null if the document is none. */
  static @Nullable Entry entry(LeafReader reader, int document) throws IOException {
    BinaryDocValues values = reader.getBinaryDocValues(ENTRY);
    return entry(reader, values, document);
  }

  /** As the other, with the values of the reader; they must not have passed the document. */
  static @Nullable Entry entry(LeafReader reader, @Nullable BinaryDocValues values, int document)
      throws IOException {
    if (values != null && values.advanceExact(document)) {
      return EntryBytes.read(values.binaryValue());
    }
    BytesRef large = reader.storedFields().document(document).getBinaryValue(LARGE_ENTRY);
    return large == null ? null : EntryBytes.read(large);
  }

  static @Nullable BinaryDocValues entries(LeafReader reader) throws IOException {
    return reader.getBinaryDocValues(ENTRY);
  }

  /** How often the entry of a document was given; the values must not have passed it. */
  static long hits(@Nullable NumericDocValues values, int document) throws IOException {
    return values != null && values.advanceExact(document) ? Math.max(0, values.longValue()) : 0;
  }

  static CorruptIndexException corrupt(String what) {
    return new CorruptIndexException(what, "the cache's index");
  }
}
