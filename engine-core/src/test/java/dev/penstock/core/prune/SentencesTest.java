package dev.penstock.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void endsAtMarksAndLinesButNotInNumbersAndAbbreviations() {
    assertThat(
            Sentences.of(
                "It cost 3.50 EUR, e.g. for No. 78945. Really?! \"Yes, it did.\" Well\nthen."))
        .containsExactly(
            "It cost 3.50 EUR, e.g. for No. 78945. ", "Really?! \"Yes, it did.\" ", "Well\nthen.");
    assertThat(
            Sentences.of(
                "\u6ce8\u6587\u306f\u307e\u3060\u5c4a\u3044\u3066\u3044\u307e\u305b\u3093\u3002\u3044\u3064\u5c4a\u304d\u307e\u3059\u304b\uff1f"))
        .hasSize(2);
  }

  @Test
  void aLongSentenceIsPartedBetweenWordsAndNotBesideANumber() {
    String text = "some words ".repeat(34) + "of 10 January 2026 and " + "more words ".repeat(40);
    assertThat(Sentences.of(text)).hasSizeGreaterThan(1);
    assertThat(Sentences.of(text)).anyMatch(sentence -> sentence.contains("10 January 2026"));
    assertThat(Sentences.of(text)).allMatch(sentence -> sentence.endsWith(" "));
    assertThat(Sentences.of("x".repeat(5000))).hasSize(1);
  }

  @Property
  void togetherTheyAreTheText(@ForAll String text) {
    assertThat(String.join("", Sentences.of(text))).isEqualTo(text);
  }
}
