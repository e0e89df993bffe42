package dev.penstock.provider.simulated;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns texts into unit vectors, the nearer the more words they share; meaning plays no part. */
final class WordVectors {
  private static final int USUAL_LENGTH = 384;
  private static final int LONGEST = 8_192;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private final int length;
  private final String model;

  private WordVectors(int length, String model) {
    this.length = length;
    this.model = model;
  }

  static WordVectors ofLength(@Nullable Integer length, String model) throws ProviderException {
    int dimensions = length == null ? USUAL_LENGTH : length;
    if (dimensions < 1 || dimensions > LONGEST) {
      throw new ProviderException(
          ProviderFailure.of(
              FailureKind.BAD_REQUEST,
              ProviderFailure.Phase.NOT_RUN,
              "%s%s makes vectors of 1 to %d dimensions, not %d"
                  .formatted(SimulatedModel.MARK, model, LONGEST, dimensions)));
    }
    return new WordVectors(dimensions, model);
  }

  float[] of(String text) {
    double[] sum = new double[length];
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    if (!word.find()) {
      add(sum, text);
      return unit(sum);
    }
    do {
      add(sum, word.group());
    } while (word.find());
    return unit(sum);
  }

  /** Each word has a direction of its own, nearly at right angles to that of any other. */
  private void add(double[] sum, String word) {
    Random direction = new Random(Hash.of(length, model, word));
    for (int i = 0; i < length; i++) {
      sum[i] += direction.nextGaussian();
    }
  }

  private static float[] unit(double[] sum) {
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return unit;
  }
}
