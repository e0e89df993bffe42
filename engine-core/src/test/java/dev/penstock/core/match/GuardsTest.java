package dev.penstock.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where is order 370795561790 | where is order 732201349959 | numbers",
        "refund 1,499 dollars | refund 1,498 dollars | numbers",
        "a refund of 1.50 | a refund of 150 | numbers",
        "invoice #00108 | invoice #108 | numbers",
        "two tickets | three tickets | numbers",
        "I need 5 kg | I need 5 lbs | units",
        "a month of leave | a week of leave | units",
        "can I pay by card | can't I pay by card | negation",
        "it works with the app | it works without the app | negation",
        "how do I buy shares | how do I sell shares | opposites",
        "I want to unlock it | I want to lock it | opposites",
        "convert PDF to HTML | convert HTML to PDF | direction",
        "a train from paris to lyon | a train to paris from lyon | direction",
        "who is the clerk of Greene county | who is the clerk of White county | names",
        "wo ist das paket und wann kommt es | where is the parcel and when is it due | language"
      })
  void refusesWhatOnlyLooksAlike(String asked, String stored, String guard) {
    assertThat(Guards.refusal(Phrase.of(asked), Phrase.of(stored))).isEqualTo(guard);
    assertThat(Guards.refusal(Phrase.of(stored), Phrase.of(asked))).isEqualTo(guard);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "where is my order | Where's my order?",
        "refund 1,499 dollars | I want 1499 dollars back",
        "i don't know how to cancel | how do i cancel",
        "2 tickets please | two tickets",
        "a train from paris to lyon | a train to lyon from paris",
        "WHERE IS MY CARD | where is my card"
      })
  void letsOtherWordsForTheSameThrough(String asked, String stored) {
    assertThat(Guards.refusal(Phrase.of(asked), Phrase.of(stored))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "?!", "\ud83d\ude00 \ud83d", "''''", "-1 - 2--3", "a.b.c..", "\u0000"})
  void takesOddTextAsItIs(String text) {
    Phrase odd = Phrase.of(text);
    assertThat(Guards.refusal(odd, odd)).isNull();
  }

  @Test
  void tellsLongQuestionsApartThatBeginAlike() {
    String long1 = "word ".repeat(10_000) + "a";
    String long2 = "word ".repeat(10_000) + "b";
    assertThat(Guards.refusal(Phrase.of(long1), Phrase.of(long2))).isEqualTo("numbers");
  }
}
