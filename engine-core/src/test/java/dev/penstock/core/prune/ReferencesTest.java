package dev.penstock.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#JKT-78945 | order jkt 78945",
        "order 78945 | JKT-78945",
        "order #7 | order no 7",
        "orders 41, 42 and 43 | order 43",
        "order 41 or #42 or 43 | order 43",
        "my order 10 January | 2026-01-10",
        "$149.90 | 149,90 €",
        "$1,299 | 1299.00 USD",
        "$1,299.50 | 1.299,50 EUR",
        "the 25 dollars | $25.00",
        "January 10th | 2026-01-10T08:00:00Z",
        "10 Jan 2026 | 10.01.2026",
        "Sept 3 | 2026/09/03",
        "the 9th of January | 2026-01-09",
        "3/9/2026 | 9 March",
        "jacket-blue-l | JACKET-BLUE-L",
        "1Z999AA10123456784 | tracking 1z999aa10123456784",
        "\u0661\u0662\u0663\u0664\u0665 | 12345",
      })
  void findsTheSameInBoth(String one, String other) {
    assertThat(References.meet(References.in(one), References.in(other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order AB-1234 | order AB-1235",
        "2 jackets | 2 days",
        "order 41 and 2 jackets | order 2",
        "order 41 came, 43 did not | order 43",
        "$25 | 25 days",
        "January 10 | 2026-01-11",
        "$149.90 | $149.09",
        "we may come | 5 May",
        "at 10:30 | at 10:30",
        "the 2nd one | the 2nd one",
      })
  void findsNothingThatBothHave(String one, String other) {
    assertThat(References.meet(References.in(one), References.in(other))).isFalse();
  }
}
