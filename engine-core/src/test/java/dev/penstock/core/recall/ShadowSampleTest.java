package dev.penstock.core.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShadowSampleTest {
  private static final int IDS = 100_000;

  private static long drawn(double share, long seed) {
    ShadowSample sample = new ShadowSample(share, seed);
    return IntStream.range(0, IDS).filter(i -> sample.draws("r-" + i)).count();
  }

  @Test
  void drawsItsShareOfIdsThatDifferLittle() {
    assertThat(drawn(0.01, 1)).isBetween(900L, 1_100L);
    assertThat(drawn(0.5, 2)).isBetween(49_000L, 51_000L);
    assertThat(drawn(1, 3)).isEqualTo(IDS);
  }

  @Test
  void drawsTheSameIdsWithTheSameSeedAndOthersWithAnother() {
    ShadowSample one = new ShadowSample(0.1, 7);
    ShadowSample same = new ShadowSample(0.1, 7);
    ShadowSample other = new ShadowSample(0.1, 8);
    long both = 0;
    for (int i = 0; i < IDS; i++) {
      assertThat(same.draws("r-" + i)).isEqualTo(one.draws("r-" + i));
      both += one.draws("r-" + i) && other.draws("r-" + i) ? 1 : 0;
    }
    assertThat(both).isBetween(850L, 1_150L);
  }
}
