package dev.penstock.cache.lucene;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of a question, with how often each occurs; the same words as the index has.
 *
 * @param counts the words in the order of the question
 * @param total how many there are
 */
record Words(Map<String, Integer> counts, int total) {
  static Words of(String question) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int total = 0;
    try (StandardTokenizer tokenizer = new StandardTokenizer()) {
      CharTermAttribute word = tokenizer.getAttribute(CharTermAttribute.class);
      tokenizer.setReader(new StringReader(question));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        counts.merge(word.toString().toLowerCase(Locale.ROOT), 1, Integer::sum);
        total++;
      }
      tokenizer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Words(counts, total);
  }

  Stream<String> distinct() {
    return counts.keySet().stream();
  }

  /** The words in both over the words in either, 0 to 1, each as often as it occurs. */
  double similarity(Words other) {
    int shared = 0;
    for (Map.Entry<String, Integer> word : counts.entrySet()) {
      shared += Math.min(word.getValue(), other.counts.getOrDefault(word.getKey(), 0));
    }
    int either = total + other.total - shared;
    return either == 0 ? 0 : (double) shared / either;
  }
}
