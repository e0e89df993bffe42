package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manager | Get me the MANAGER!",
        "manager | both managers said so",
        "manager | the manager's phone",
        "manager | the manager\u2019s phone",
        "legal | This is not legal.",
        "legal | can't this be solved by legal means?",
        "refund | you refunded half of it",
        "refund | it is refunding now",
        "cancel | I cancelled it",
        "cancel | I canceled it",
        "sue | I am suing you",
        "apply | it applies here",
        "speak to a manager | I was speaking to your managers",
        "speak to manager | speak to the manager",
        "wrong item | the wrong-item form",
        "refund over | A refund over $500 needs approval",
        "\u7ecf\u7406 | \u6211\u8981\u627e\u7ecf\u7406",
        "Gesch\u00e4ftsf\u00fchrer | der GESCH\u00c4FTSF\u00dcHRER bitte",
        "v2.0 | since v2.0 it fails",
      })
  void findsWholeWordsInTheirForms(String phrase, String text) {
    assertThat(new Phrases(List.of(phrase)).saidIn(Words.of(text))).isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manage | ask the manager",
        "legal | that is illegal",
        "legal | the legality of it",
        "sue | the issue is solved",
        "manager | this is manageable",
        "wrong item | what is wrong? Item 4 is missing",
        "speak to a manager | speak to a friend of a manager",
        "manager | no need for a manager",
        "manager | I don't need a manager",
        "manager | we do not want to see the manager",
        "manager | please solve it without a manager",
        "refund over | the refund is over",
      })
  void findsNothingElse(String phrase, String text) {
    assertThat(new Phrases(List.of(phrase)).saidIn(Words.of(text))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I don't want a bot, I want a manager",
        "I do not need this. Manager!",
        "why don't you want to call a manager",
        "I want a manager without delay",
      })
  void deniesOnlyWhatIsNotWanted(String text) {
    assertThat(new Phrases(List.of("manager")).saidIn(Words.of(text))).isEqualTo("manager");
  }

  @Property
  void findsAWordAmongOthersWhateverTheCase(
      @ForAll("words") String word, @ForAll("words") String before, @ForAll("words") String after) {
    Phrases phrases = new Phrases(List.of(word));
    String text = "Qxq " + before + ", (" + word.toUpperCase(Locale.ROOT) + ") " + after + "!";
    assertThat(phrases.saidIn(Words.of(text))).isEqualTo(word);
  }

  @Property
  void neverFindsAWordInsideOfAnother(@ForAll("words") String word, @ForAll("words") String other) {
    Phrases phrases = new Phrases(List.of(word));
    assertThat(phrases.saidIn(Words.of("xq" + word + " " + word + "xq" + other))).isNull();
  }

  @Property
  void takesAnyText(@ForAll String text, @ForAll String phrase) {
    Words words = Words.of(text);
    for (int i = 0; i < words.size(); i++) {
      assertThat(words.get(i)).isNotEmpty();
    }
    if (Words.of(phrase).size() > 0) {
      assertThat(new Phrases(List.of(phrase)).saidIn(words)).isIn(null, phrase);
    }
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abegnrst").ofMinLength(4).ofMaxLength(9);
  }
}
