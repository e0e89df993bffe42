package dev.penstock.core.recall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | APPROVED",
        "'  Yes. ' | APPROVED",
        "NO | REFUSED",
        "no. | REFUSED",
        "yes yes | UNDECIDED",
        "Yes, it does. | UNDECIDED",
        "not sure | UNDECIDED",
        "yes.. | UNDECIDED",
        "'' | UNDECIDED",
        "| UNDECIDED",
      })
  void countsOneWordAndNothingElse(String text, Judgement judgement) {
    assertThat(Judgement.of(text)).isEqualTo(judgement);
  }
}
