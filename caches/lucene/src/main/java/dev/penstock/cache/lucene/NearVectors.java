package dev.penstock.cache.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nearest vectors of one partition. All of a partition are compared, by their signatures
 * first and the best of these by all their digits; a graph is searched only for a partition that is
 * larger than can be compared in a millisecond or two.
 */
final class NearVectors {
  /** Above it the graph is faster. */
  static final int MOST_COMPARED = 50_000;

  /** How many signatures are followed up per neighbour wanted, and at least. */
  private static final int FOLLOWED = 8;

  private static final int FOLLOWED_AT_LEAST = 256;

  /** The graph misses neighbours when it is asked for few. */
  private static final int BEAM = 32;

  private final IndexSearcher searcher;
  private final BytesRef partition;
  private final VectorSpace space;
  private final float[] unit;

  NearVectors(IndexSearcher searcher, String partition, VectorSpace space, float[] unit) {
    this.searcher = searcher;
    this.partition = new BytesRef(partition);
    this.space = space;
    this.unit = unit;
  }

  /** The nearest, best first. */
  List<Found> nearest(int k) throws IOException {
    int size = 0;
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    for (LeafReaderContext leaf : leaves) {
      TermsEnum term = partitionIn(leaf.reader());
      size += term == null ? 0 : term.docFreq();
    }
    List<Found> found = size > MOST_COMPARED ? byGraph(k) : byComparison(size, k);
    found.sort(Comparator.comparingDouble(Found::similarity).reversed());
    return found.size() <= k ? found : found.subList(0, k);
  }

  private @Nullable TermsEnum partitionIn(LeafReader reader) throws IOException {
    Terms terms = reader.terms(Documents.PARTITION);
    TermsEnum each = terms == null ? null : terms.iterator();
    return each != null && each.seekExact(partition) ? each : null;
  }

  private List<Found> byGraph(int k) throws IOException {
    KnnFloatVectorQuery query =
        new KnnFloatVectorQuery(
            space.vectorField(),
            unit,
            Math.max(k, BEAM),
            new TermQuery(new Term(Documents.PARTITION, partition)));
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    List<Found> found = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query, Math.max(k, BEAM)).scoreDocs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      found.add(new Found(leaf.reader(), hit.doc - leaf.docBase, cosine(hit.score)));
    }
    return found;
  }

  private List<Found> byComparison(int size, int k) throws IOException {
    Signatures signatures = new Signatures(size, unit.length);
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    long[] signature = Vectors.signature(unit);
    for (LeafReaderContext leaf : leaves) {
      compare(leaf, signature, signatures);
    }
    int worst = signatures.worstOf(Math.max(FOLLOWED_AT_LEAST, FOLLOWED * k));
    List<Found> found = new ArrayList<>();
    int at = 0;
    for (LeafReaderContext leaf : leaves) {
      at = follow(leaf, signatures, at, worst, found);
    }
    return found;
  }

  private void compare(LeafReaderContext leaf, long[] signature, Signatures signatures)
      throws IOException {
    TermsEnum term = partitionIn(leaf.reader());
    SegmentSignatures segment = term == null ? null : SegmentSignatures.of(leaf.reader(), space);
    if (term == null || segment == null) {
      return;
    }
    Bits live = leaf.reader().getLiveDocs();
    PostingsEnum postings = term.postings(null, PostingsEnum.NONE);
    for (int doc = postings.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = postings.nextDoc()) {
      if ((live == null || live.get(doc)) && segment.has(doc)) {
        signatures.add(leaf.docBase + doc, segment.difference(signature, doc));
      }
    }
  }

  /** Compares the vectors of a segment whose signatures are near; returns where the next begins. */
  private int follow(
      LeafReaderContext leaf, Signatures signatures, int from, int worst, List<Found> found)
      throws IOException {
    int end = leaf.docBase + leaf.reader().maxDoc();
    int at = from;
    VectorScorer scorer = null;
    for (; at < signatures.size() && signatures.document(at) < end; at++) {
      if (signatures.difference(at) <= worst) {
        if (scorer == null) {
          FloatVectorValues values = leaf.reader().getFloatVectorValues(space.vectorField());
          scorer = values == null ? null : values.scorer(unit);
        }
        int document = signatures.document(at) - leaf.docBase;
        if (scorer != null && scorer.iterator().advance(document) == document) {
          found.add(new Found(leaf.reader(), document, cosine(scorer.score())));
        }
      }
    }
    return at;
  }

  /** Lucene's score of a dot product is (1 + it) / 2. */
  private static double cosine(float score) {
    return Math.clamp(2.0 * score - 1, -1.0, 1.0);
  }

  /** The vector of a document, or null if it has none. */
  static float @Nullable [] vector(LeafReader reader, VectorSpace space, int document)
      throws IOException {
    FloatVectorValues values =
        space.isNone() ? null : reader.getFloatVectorValues(space.vectorField());
    if (values == null) {
      return null;
    }
    KnnVectorValues.DocIndexIterator each = values.iterator();
    return each.advance(document) == document && document != DocIdSetIterator.NO_MORE_DOCS
        ? values.vectorValue(each.index()).clone()
        : null;
  }
}
