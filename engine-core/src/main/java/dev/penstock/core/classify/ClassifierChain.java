package dev.penstock.core.classify;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Signal;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import dev.penstock.core.instance.ClassifierInstance;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.Classification;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the classifiers in order; the first with a tier decides. A question without a signal goes
 * up, never down: it is treated as the policy's {@code when-unsure}, or as the tier above the
 * easiest.
 */
public final class ClassifierChain {
  private final List<ClassifierInstance> classifiers;
  private final List<String> tiers;
  private final String whenUnsure;
  private final Duration limit;
  private final Listeners listeners;

  /** A chain for a policy. */
  public ClassifierChain(Policy policy, List<ClassifierInstance> classifiers, Listeners listeners) {
    this.classifiers = List.copyOf(classifiers);
    this.tiers = policy.tiers();
    this.whenUnsure =
        policy.whenUnsure() != null
            ? policy.whenUnsure()
            : tiers.get(Math.min(1, tiers.size() - 1));
    this.limit = policy.deadlines().classify();
    this.listeners = listeners;
  }

  /**
   * Classifies a request; the intent that the caller states comes before any found.
   *
   * @param embedding the question's vector, made when it is first asked for
   */
  public Classified classify(
      ChatRequest request, String question, Supplier<Optional<Embedding>> embedding)
      throws InterruptedException {
    ClassifierInput input = new ClassifierInput(request, question, tiers, embedding);
    List<Signal> signals = List.of();
    String intent = request.metadata().intent();
    for (ClassifierInstance instance : classifiers) {
      Classification found = ask(instance, input);
      signals = joined(signals, found.signals());
      if (tooUnsure(instance.spec().minConfidence(), found)) {
        continue;
      }
      if (intent == null) {
        intent = found.intent();
      }
      if (found.tier() != null) {
        return new Classified(found.tier(), intent, found.confidence(), instance.name(), signals);
      }
    }
    return new Classified(whenUnsure, intent, 0, Classified.UNSURE, signals);
  }

  private static boolean tooUnsure(@Nullable Share least, Classification found) {
    return least != null && found.confidence() < least.fraction();
  }

  private static List<Signal> joined(List<Signal> before, List<Signal> more) {
    if (before.isEmpty() || more.isEmpty()) {
      return before.isEmpty() ? more : before;
    }
    List<Signal> all = new ArrayList<>(before);
    all.addAll(more);
    return all;
  }

  private Classification ask(ClassifierInstance instance, ClassifierInput input)
      throws InterruptedException {
    Classification found;
    try {
      found =
          Isolation.call(instance.classifier(), limit, () -> instance.classifier().classify(input));
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return trouble(instance, Isolation.describe(e));
    }
    if (isNull(found)) {
      return trouble(instance, "returned null");
    }
    if (found.tier() != null && !tiers.contains(found.tier())) {
      return trouble(instance, "returned a tier that the policy does not have");
    }
    return found;
  }

  private static boolean isNull(@Nullable Object returned) {
    return returned == null;
  }

  private Classification trouble(ClassifierInstance instance, String what) {
    listeners.tell(() -> new EngineEvent.PluginTrouble(instance.name(), what));
    return Classification.noSignal(
        List.of(new Signal(instance.name(), "trouble", what + "; it was passed over")));
  }
}
