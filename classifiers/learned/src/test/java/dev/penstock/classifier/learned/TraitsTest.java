package dev.penstock.classifier.learned;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | Where is my order?
          1 | order 1042
          1 | order #1042, I repeat: 1042 is my order #1042
          2 | orders 1042 and 1043
          2 | Order No. 1042, 1043
          2 | ORD-10421 or ord-10422
          1 | AB1234567
          1 | order 302-1234567-1234567
          2 | Bestellung 10421 und Bestellung 10422
          1 | order 1042 and 2 shirts
          0 | 2 shirts for $1000000 on 2026-05-01 at 10:30, 500 ml
          0 | call +491701234567
          0 | iPhone 15 and Windows 11
          """)
  void countsDifferentOrderNumbers(int count, String question) {
    assertThat(Traits.of(question)).containsEntry(Trait.ORDERS, count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | My lamp arrived.
          1 | Where is my lamp?
          1 | Can you tell me where my lamp is and when it arrives?
          1 | Please cancel it.
          2 | Please cancel it and refund me.
          2 | Cancel the lamp. Where are the shoes?
          3 | Cancel the lamp, then refund the shoes and update my address
          2 | Bitte stornieren und dann senden Sie mir eine Rechnung
          """)
  void countsRequests(int count, String question) {
    assertThat(Traits.of(question)).containsEntry(Trait.REQUESTS, count);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | What??
          1 | What?!?
          2 | What? Why？
          """)
  void countsQuestionMarksInARowAsOne(int count, String question) {
    assertThat(Traits.of(question)).containsEntry(Trait.QUESTIONS, count);
  }
}
