package dev.penstock.classifier.examples;

import dev.penstock.spi.Classification;
import dev.penstock.spi.Classifier;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.testkit.ClassifierContract;
import java.util.List;
import java.util.Map;

/** The contract gives no vectors; the engine does, and so does what is asked here. */
final class ExamplesClassifierContractTest extends ClassifierContract {
  @Override
  protected Classifier create() {
    return new Engine(Desk.prepared());
  }

  @Override
  protected List<String> tiers() {
    return Desk.TIERS;
  }

  @Override
  protected Map<String, String> known() {
    return Map.of(
        "Where is my order?", "simple",
        "please change my address", "moderate",
        "my card was charged twice", "complex");
  }

  private record Engine(Classifier classifier) implements Classifier {
    @Override
    public Classification classify(ClassifierInput input) {
      return Desk.ask(classifier, input.question());
    }

    @Override
    public void close() {
      classifier.close();
    }
  }
}
