package dev.penstock.cache.lucene;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of a segment in the heap, some 50 bytes for each vector of 384 numbers. They are
 * read before the segment is first searched, so that no question waits for it, and go with it.
 */
final class SegmentSignatures {
  private static final ConcurrentHashMap<Key, SegmentSignatures> OPEN = new ConcurrentHashMap<>();

  private final long[] words;
  private final int length;
  private final FixedBitSet present;

  private record Key(IndexReader.CacheKey segment, String field) {}

  private SegmentSignatures(int documents, int length) {
    this.words = new long[Math.multiplyExact(documents, length)];
    this.length = length;
    this.present = new FixedBitSet(documents);
  }

  /** Reads those of a segment in all its spaces. */
  static void read(LeafReader reader) throws IOException {
    for (FieldInfo field : reader.getFieldInfos()) {
      VectorSpace space = VectorSpace.ofSignatures(field.name);
      if (space != null) {
        of(reader, space);
      }
    }
  }

  /** Those of a segment, or null if it has none in that space. */
  static @Nullable SegmentSignatures of(LeafReader reader, VectorSpace space) throws IOException {
    Key key = new Key(reader.getCoreCacheHelper().getKey(), space.signatureField());
    SegmentSignatures known = OPEN.get(key);
    if (known != null) {
      return known;
    }
    BinaryDocValues values = reader.getBinaryDocValues(space.signatureField());
    if (values == null) {
      return null;
    }
    SegmentSignatures read = new SegmentSignatures(reader.maxDoc(), words(space));
    for (int doc = values.nextDoc(); doc != BinaryDocValues.NO_MORE_DOCS; doc = values.nextDoc()) {
      Vectors.words(values.binaryValue(), read.words, doc * read.length);
      read.present.set(doc);
    }
    if (OPEN.putIfAbsent(key, read) == null) {
      reader.getCoreCacheHelper().addClosedListener(segment -> OPEN.remove(key));
    }
    return read;
  }

  private static int words(VectorSpace space) {
    return Math.ceilDiv(space.dimensions(), Long.SIZE);
  }

  boolean has(int document) {
    return present.get(document);
  }

  /** In how many signs the vectors differ, which grows with the angle between them. */
  int difference(long[] signature, int document) {
    int difference = 0;
    int from = document * length;
    for (int i = 0; i < length; i++) {
      difference += Long.bitCount(signature[i] ^ words[from + i]);
    }
    return difference;
  }
}
