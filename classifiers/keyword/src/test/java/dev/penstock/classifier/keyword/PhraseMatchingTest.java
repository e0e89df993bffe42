package dev.penstock.classifier.keyword;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhraseMatchingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          manager          | I want the MANAGER!
          manager          | the manager's phone
          refund           | (refund)
          better price     | a better   price
          better price     | a better-price, please
          better price     | 'a better, lower price? No: a better\tprice'
          won't            | it won’t start
          won't            | IT WON‘T
          avocat           | j'appelle l’avocat
          e-mail           | my E‑Mail address
          rückgabe         | RÜCKGABE bitte
          rückgabe         | ru\u0308ckgabe
          straße           | die STRASSE
          straße           | die STRAẞE
          grosse           | eine große
          οδός             | Η ΟΔΌΣ
          istanbul         | İSTANBUL
          refund           | ＲＥＦＵＮＤ
          office           | the oﬃce
          refund           | re\u200bfu\u00adnd
          退货               | 我想退货可以吗
          返品 したい            | 返品したいです
          カタカナ             | ｶﾀｶﾅです
          환불               | 환불을 요청합니다
          คืนเงิน          | ฉันต้องการคืนเงินครับ
          iphone           | iPhoneを返品
          возврат          | ВОЗВРАТ товара
          استرداد          | أريد استرداد المال
          node.js          | I like Node.js
          500 €            | refund over 500€
          \uD83D\uDE21     | so angry\uD83D\uDE21\uD83D\uDE21
          4711             | order #4711.
          """)
  void finds(String phrase, String question) {
    assertThat(Rules.finds(phrase.translateEscapes(), question.translateEscapes())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          manage           | the manager
          manager          | management
          refund           | prerefunded
          price            | prices
          better price     | this one is better. Price it!
          better price     | is it better? price unknown
          better price     | better low price
          price better     | better price
          devolucion       | la devolución
          schon            | wie schön
          node js          | I like Node.js
          4711             | order 47112
          货退               | 我想退货可以吗
          """)
  void doesNotFind(String phrase, String question) {
    assertThat(Rules.finds(phrase, question)).isFalse();
  }

  @Test
  void findsPhrasesThatOverlapOrContainEachOther() {
    KeywordRule[] rules = {
      Rules.any("whole", "simple", "back in stock again"),
      Rules.any("start", "simple", "back in"),
      Rules.any("middle", "simple", "in stock"),
      Rules.any("end", "simple", "again soon"),
      Rules.any("word", "simple", "stock"),
      Rules.any("other", "simple", "in stock now")
    };
    assertThat(Rules.classify("is it back in stock again soon?", rules).signals())
        .extracting(signal -> signal.id())
        .containsExactly("whole", "start", "middle", "end", "word");
  }

  @Test
  void findsAPhraseWhoseBeginningFailedJustBefore() {
    assertThat(Rules.finds("a a b", "a a a b")).isTrue();
    assertThat(Rules.finds("where is my order", "where is where is my order")).isTrue();
  }

  @Test
  void findsAllOfManyPhrases() {
    List<String> phrases =
        IntStream.range(0, 5_000).mapToObj(i -> "word" + i % 70 + " word" + i / 70).toList();
    PhraseSearch.Builder builder = new PhraseSearch.Builder();
    List<Integer> numbers = phrases.stream().map(builder::add).toList();
    PhraseSearch search = builder.build();
    for (int i = 0; i < phrases.size(); i++) {
      assertThat(search.find("x " + phrases.get(i) + " y").stream().boxed())
          .containsExactly(numbers.get(i));
    }
  }
}
