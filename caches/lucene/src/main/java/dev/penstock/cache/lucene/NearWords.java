package dev.penstock.cache.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * Finds the questions of one partition that share most words. BM25 says which to look at; how near
 * they are is said by {@link Words}, since a score of BM25 means nothing by itself and changes with
 * every entry.
 */
final class NearWords {
  private static final int LOOKED_AT = 64;
  private static final int MOST_LOOKED_AT = 512;
  private static final int MOST_WORDS = 64;

  private final IndexSearcher searcher;
  private final String partition;
  private final Words words;

  NearWords(IndexSearcher searcher, String partition, Words words) {
    this.searcher = searcher;
    this.partition = partition;
    this.words = words;
  }

  /** The nearest, best first; none that shares no word. */
  List<Found> nearest(int k) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.setMinimumNumberShouldMatch(1);
    query.add(new TermQuery(new Term(Documents.PARTITION, partition)), BooleanClause.Occur.FILTER);
    words
        .distinct()
        .limit(MOST_WORDS)
        .forEach(
            word ->
                query.add(
                    new TermQuery(new Term(Documents.WORDS, word)), BooleanClause.Occur.SHOULD));
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    List<Found> found = new ArrayList<>();
    int most = Math.clamp(2L * k, LOOKED_AT, MOST_LOOKED_AT);
    for (ScoreDoc hit : searcher.search(query.build(), most).scoreDocs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      int document = hit.doc - leaf.docBase;
      Entry entry = Documents.entry(leaf.reader(), document);
      if (entry != null) {
        double similarity = words.similarity(Words.of(entry.key().question()));
        found.add(new Found(leaf.reader(), document, similarity));
      }
    }
    found.sort(Comparator.comparingDouble(Found::similarity).reversed());
    return found.size() <= k ? found : found.subList(0, k);
  }
}
