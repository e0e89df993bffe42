package dev.penstock.core.classify;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.Signal;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.Share;
import dev.penstock.core.embed.Embedder;
import dev.penstock.core.embed.OwnTexts;
import dev.penstock.core.instance.ClassifierInstance;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.tier.TierThresholds;
import dev.penstock.spi.Classification;
import dev.penstock.spi.ClassifierInput;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.NeedsVectors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
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
  private final Map<String, Readiness> readiness;

  /**
   * A chain for a policy. Classifiers that need vectors get them before this returns.
   *
   * @param limit how long each classifier may take for a question
   * @param embedder who makes vectors, or null for nobody
   */
  public ClassifierChain(
      Policy policy,
      List<ClassifierInstance> classifiers,
      Duration limit,
      @Nullable Embedder embedder,
      InstantSource clock,
      LongSupplier ticker,
      Listeners listeners) {
    this.classifiers = List.copyOf(classifiers);
    this.tiers = policy.tiers();
    this.whenUnsure =
        policy.whenUnsure() != null
            ? policy.whenUnsure()
            : tiers.get(Math.min(1, tiers.size() - 1));
    this.limit = limit;
    this.listeners = listeners;
    Map<String, Readiness> prepared = new HashMap<>();
    for (ClassifierInstance instance : classifiers) {
      if (embedder != null && instance.classifier() instanceof NeedsVectors needy) {
        OwnTexts texts = new OwnTexts(embedder, instance.name(), clock);
        Readiness ready = new Readiness(instance.name(), needy, texts, ticker, listeners);
        ready.prepare();
        prepared.put(instance.name(), ready);
      }
    }
    this.readiness = Map.copyOf(prepared);
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
        return new Classified(
            found.tier(), intent, found.confidence(), instance.name(), null, signals);
      }
      Double difficulty = found.difficulty();
      TierThresholds thresholds = instance.thresholds();
      if (difficulty != null && thresholds != null) {
        String tier = thresholds.tier(difficulty, tiers);
        boolean easiest = tier.equals(tiers.getFirst());
        double confidence = easiest ? 1 - difficulty : found.confidence();
        return new Classified(tier, intent, confidence, instance.name(), difficulty, signals);
      }
      if (difficulty != null) {
        signals = joined(signals, List.of(undecided(instance, difficulty)));
      }
    }
    return new Classified(whenUnsure, intent, 0, Classified.UNSURE, null, signals);
  }

  /**
   * How hard the first classifier that measures it finds a question, whatever any of them decides;
   * empty if none does.
   */
  public OptionalDouble difficulty(
      ChatRequest request, String question, Supplier<Optional<Embedding>> embedding)
      throws InterruptedException {
    ClassifierInput input = new ClassifierInput(request, question, tiers, embedding);
    for (ClassifierInstance instance : classifiers) {
      Classification found = ask(instance, input);
      Double difficulty = found.difficulty();
      if (difficulty != null && !tooUnsure(instance.spec().minConfidence(), found)) {
        return OptionalDouble.of(difficulty);
      }
    }
    return OptionalDouble.empty();
  }

  private static Signal undecided(ClassifierInstance instance, double difficulty) {
    return new Signal(
        instance.name(),
        "difficulty",
        String.format(
            Locale.ROOT,
            "%.3f decides nothing without thresholds, which calibrate writes",
            difficulty));
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
    Readiness ready = readiness.isEmpty() ? null : readiness.get(instance.name());
    String unready = ready == null ? null : ready.trouble();
    if (unready != null) {
      return passedOver(instance, unready);
    }
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
    return passedOver(instance, what);
  }

  private static Classification passedOver(ClassifierInstance instance, String what) {
    return Classification.noSignal(
        List.of(new Signal(instance.name(), "trouble", what + "; it was passed over")));
  }
}
