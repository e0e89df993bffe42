package dev.penstock.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerComparisonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Open from 9 to 5.        | open  from 9 to 5     | 0.10 | SAME",
        "It takes 3 days.         | It will take 3 days.  | 0.97 | SAME",
        "It takes 3-5 days.       | It takes 3 to 5 days. | 0.96 | SAME",
        "It takes 3 days.         | It takes 4 days.      | 0.98 | DIFFERENT",
        "It takes 3 days.         | It takes a while.     | 0.92 | UNSURE",
        "It costs 5 dollars.      | It costs 5 euros.     | 0.97 | DIFFERENT",
        "You can return it.       | You cannot return it. | 0.95 | DIFFERENT",
        "Yes, you can return it.  | No, you can't return it. | 0.93 | DIFFERENT",
        "You can return it. Keep the receipt. | You can return it. Don't lose the receipt. | 0.93 |"
            + " UNSURE",
        "Take the bus.            | Ride the bus.         | 0.80 | UNSURE",
        "Take the bus.            | Your parcel is late.  | 0.20 | DIFFERENT",
      })
  void tellsWhatTheTextsTell(String recalled, String fresh, double cosine, Agreement agreement) {
    assertThat(AnswerComparison.compare(recalled, fresh, cosine)).isEqualTo(agreement);
    assertThat(AnswerComparison.compare(fresh, recalled, cosine)).isEqualTo(agreement);
  }

  @Test
  void withoutVectorsOnlyEqualTextsAreTold() {
    assertThat(AnswerComparison.compare("Take the bus.", "TAKE the bus", null))
        .isEqualTo(Agreement.SAME);
    assertThat(AnswerComparison.compare("It takes 3 days.", "It takes 4 days.", null))
        .isEqualTo(Agreement.UNSURE);
  }

  @Test
  void comparesAnswersOfNothingButMarksAndSpace() {
    assertThat(AnswerComparison.compare(" . ", "!", null)).isEqualTo(Agreement.SAME);
    assertThat(AnswerComparison.compare("x".repeat(100_000), "", 0.95)).isEqualTo(Agreement.UNSURE);
  }
}
