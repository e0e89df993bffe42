package dev.penstock.core.prune;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The stems of words that say something, by Lucene's analysis. It is that of its English analyzer,
 * without the analyzer's cache per thread, and leaves words of other languages nearly as they are.
 * For one thread.
 */
final class Words {
  private static final CharArraySet EMPTY_WORDS = emptyWords();

  private final StandardTokenizer source = new StandardTokenizer();
  private final TokenStream stems =
      new PorterStemFilter(
          new StopFilter(new LowerCaseFilter(new EnglishPossessiveFilter(source)), EMPTY_WORDS));
  private final CharTermAttribute stem = stems.addAttribute(CharTermAttribute.class);

  /** The stems of a text, in order and with repetitions. */
  List<String> of(String text) {
    List<String> found = new ArrayList<>();
    try {
      source.setReader(new StringReader(text));
      stems.reset();
      while (stems.incrementToken()) {
        found.add(stem.toString());
      }
      stems.end();
      stems.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be read", e);
    }
    return found;
  }

  /** Lucene's, and those that questions to a service are full of. */
  private static CharArraySet emptyWords() {
    CharArraySet words = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, true);
    words.addAll(
        List.of(
            "i", "me", "my", "you", "your", "we", "us", "our", "he", "she", "him", "her", "am",
            "was", "were", "been", "do", "does", "did", "have", "has", "had", "can", "could",
            "would", "should", "may", "what", "when", "where", "which", "who", "why", "how",
            "about", "from", "so", "also", "just", "now", "please", "thanks", "thank", "hello",
            "hi", "yes", "ok", "okay", "want", "need", "know", "tell", "get", "got", "any", "some",
            "there's", "i'm", "i've", "i'd", "it's", "what's", "don't", "can't"));
    return CharArraySet.unmodifiableSet(words);
  }
}
