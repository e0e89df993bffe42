package dev.penstock.core.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.CallSettings;
import dev.penstock.core.call.Caller;
import dev.penstock.core.call.Watchdog;
import dev.penstock.core.classify.ClassifierChain;
import dev.penstock.core.embed.QuestionVectors;
import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.escalate.Confidences;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.limit.PolicyLimits;
import dev.penstock.core.limit.RateLimits;
import dev.penstock.core.match.Thresholds;
import dev.penstock.core.model.Models;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.pipeline.Afterthoughts;
import dev.penstock.core.pipeline.Router;
import dev.penstock.core.pipeline.RouterFactory;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.prompt.Prompts;
import dev.penstock.core.recall.Invalidations;
import dev.penstock.core.recall.Recall;
import dev.penstock.core.select.Selector;
import dev.penstock.core.tokens.TokenCounter;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What lives as long as one policy. */
final class PolicyModule extends AbstractModule {
  private final LoadedPolicy loaded;
  private final PluginSet plugins;
  private final Thresholds thresholds;
  private final Prompts prompts;
  private final @Nullable ConfidenceMap confidence;
  private final @Nullable Snapshot before;

  PolicyModule(
      LoadedPolicy loaded,
      PluginSet plugins,
      Thresholds thresholds,
      Prompts prompts,
      @Nullable ConfidenceMap confidence,
      @Nullable Snapshot before) {
    this.loaded = loaded;
    this.plugins = plugins;
    this.thresholds = thresholds;
    this.prompts = prompts;
    this.confidence = confidence;
    this.before = before;
  }

  @Provides
  @Singleton
  Models models(LongSupplier ticker) {
    return Models.of(
        loaded.policy(),
        loaded.hash(),
        plugins.providers(),
        ticker,
        before == null ? null : before.models());
  }

  @Provides
  @Singleton
  QuestionVectors vectors(Listeners listeners, Budgets budgets, InstantSource clock) {
    EmbeddingsSpec spec = loaded.policy().embeddings();
    return new QuestionVectors(
        loaded.policy(),
        spec == null ? null : plugins.embedders().get(spec.provider()),
        budgets,
        listeners,
        clock);
  }

  @Provides
  @Singleton
  Recall recall(
      QuestionVectors vectors,
      Listeners listeners,
      Invalidations invalidations,
      InstantSource clock) {
    return new Recall(
        loaded.policy(),
        plugins.description() + "\n" + prompts.description(),
        plugins.cache(),
        thresholds,
        vectors,
        invalidations,
        before == null ? null : before.recall(),
        listeners,
        clock);
  }

  @Provides
  @Singleton
  ClassifierChain classifiers(
      QuestionVectors vectors, InstantSource clock, LongSupplier ticker, Listeners listeners) {
    return new ClassifierChain(
        loaded.policy(),
        plugins.classifiers(),
        loaded.policy().deadlines().classify(),
        vectors.embedder(),
        clock,
        ticker,
        listeners);
  }

  @Provides
  @Singleton
  Selector selector(Models models, Budgets budgets, RateLimits rates, InstantSource clock) {
    return new Selector(
        loaded.policy(), models, budgets, new PolicyLimits(loaded.policy().limits(), rates), clock);
  }

  @Provides
  @Singleton
  Caller caller(
      Models models,
      Budgets budgets,
      TokenCounter counter,
      Listeners listeners,
      Watchdog watchdog,
      InstantSource clock,
      LongSupplier ticker) {
    CallSettings settings = CallSettings.of(loaded.policy(), models);
    return new Caller(settings, budgets, counter, listeners, watchdog, clock, ticker);
  }

  @Provides
  @Singleton
  Afterthoughts afterthoughts() {
    return new Afterthoughts();
  }

  @Provides
  @Singleton
  Router router(
      RouterFactory factory,
      Models models,
      Recall recall,
      QuestionVectors vectors,
      ClassifierChain classifiers,
      Selector selector,
      Caller caller,
      Afterthoughts afterthoughts) {
    return factory.router(
        loaded.policy(),
        loaded.hash(),
        models,
        recall,
        vectors,
        classifiers,
        prompts,
        new Confidences(confidence),
        selector,
        caller,
        afterthoughts);
  }
}
