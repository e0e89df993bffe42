package dev.penstock.classifier.examples;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.TextEmbedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Vectors of texts for tests, the nearer the more words they share; counts what it is asked. */
final class WordEmbedder implements TextEmbedder {
  private final String model;
  private final int dimensions;
  private int asked;

  WordEmbedder(String model, int dimensions) {
    this.model = model;
    this.dimensions = dimensions;
  }

  static WordEmbedder usual() {
    return new WordEmbedder("test/words", 64);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public List<Embedding> embed(List<String> texts) {
    asked += texts.size();
    return texts.stream().map(this::of).toList();
  }

  /** How many texts were embedded so far, but for single questions. */
  int asked() {
    return asked;
  }

  Embedding of(String text) {
    List<String> words = new ArrayList<>(List.of(text.toLowerCase(Locale.ROOT).split("\\W+")));
    words.removeIf(String::isEmpty);
    float[] sum = new float[dimensions];
    for (String word : words.isEmpty() ? List.of(text) : words) {
      Random direction = new Random(word.hashCode());
      for (int i = 0; i < dimensions; i++) {
        sum[i] += (float) direction.nextGaussian();
      }
    }
    return new Embedding(model, sum);
  }
}
