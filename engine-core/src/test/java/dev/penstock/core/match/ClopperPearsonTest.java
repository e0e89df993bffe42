package dev.penstock.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClopperPearsonTest {
  @Test
  void isExactWithoutAnyWrongOne() {
    // (1 - p)^n = 0.05
    assertThat(ClopperPearson.upper(0, 59)).isCloseTo(1 - Math.pow(0.05, 1 / 59.0), within(1e-9));
    assertThat(ClopperPearson.upper(0, 100_000)).isCloseTo(2.9957e-5, within(1e-8));
  }

  @Test
  void isExactWithOneWrongOfTwo() {
    // (1 - p)^2 + 2 p (1 - p) = 1 - p^2 = 0.05
    assertThat(ClopperPearson.upper(1, 2)).isCloseTo(Math.sqrt(0.95), within(1e-9));
  }

  @Test
  void hasItsLowerBoundByTurningAround() {
    assertThat(ClopperPearson.lower(1, 2)).isCloseTo(1 - Math.sqrt(0.95), within(1e-9));
    assertThat(ClopperPearson.lower(0, 10)).isZero();
  }

  @Test
  void knowsNothingFromNothing() {
    assertThat(ClopperPearson.upper(0, 0)).isEqualTo(1);
    assertThat(ClopperPearson.upper(7, 7)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoShare() {
    assertThatThrownBy(() -> ClopperPearson.upper(3, 2)).hasMessageContaining("3 of 2");
  }
}
