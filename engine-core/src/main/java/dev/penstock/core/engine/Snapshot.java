package dev.penstock.core.engine;

import com.google.inject.Injector;
import dev.penstock.api.policy.LearningSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.embed.QuestionVectors;
import dev.penstock.core.escalate.ConfidenceMap;
import dev.penstock.core.instance.PluginSet;
import dev.penstock.core.match.Thresholds;
import dev.penstock.core.model.Models;
import dev.penstock.core.pipeline.Afterthoughts;
import dev.penstock.core.pipeline.Router;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.prompt.Prompts;
import dev.penstock.core.recall.Recall;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A policy in force with all that was built from it. It is left to its running requests when
 * another takes its place, and its plugins are closed when the last one has ended.
 */
final class Snapshot {
  private final LoadedPolicy loaded;
  private final Thresholds thresholds;
  private final Prompts prompts;
  private final @Nullable ConfidenceMap confidence;
  private final PluginSet plugins;
  private final Models models;
  private final Router router;
  private final Recall recall;
  private final Afterthoughts afterthoughts;
  private final QuestionVectors vectors;
  private final AtomicLong running = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean retired;

  Snapshot(
      LoadedPolicy loaded,
      Thresholds thresholds,
      Prompts prompts,
      @Nullable ConfidenceMap confidence,
      PluginSet plugins,
      Injector injector) {
    this.loaded = loaded;
    this.thresholds = thresholds;
    this.prompts = prompts;
    this.confidence = confidence;
    this.plugins = plugins;
    this.models = injector.getInstance(Models.class);
    this.router = injector.getInstance(Router.class);
    this.recall = injector.getInstance(Recall.class);
    this.vectors = injector.getInstance(QuestionVectors.class);
    this.afterthoughts = injector.getInstance(Afterthoughts.class);
  }

  /** Lets a request in, unless another policy is in force by now. */
  boolean enter() {
    running.incrementAndGet();
    if (retired) {
      exit();
      return false;
    }
    return true;
  }

  void exit() {
    if (running.decrementAndGet() == 0 && retired) {
      close();
    }
  }

  /** Lets no more requests in. */
  void retire() {
    retired = true;
    if (running.get() == 0) {
      close();
    }
  }

  /** Waits until the last request has ended; false if the time was up before. */
  boolean await(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Drops checks and closes the plugins, even under requests that are still running. */
  void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        afterthoughts.close();
        plugins.close();
      } finally {
        over.countDown();
      }
    }
  }

  LoadedPolicy loaded() {
    return loaded;
  }

  Policy policy() {
    return loaded.policy();
  }

  /** Where verdicts on answers are written; null for nowhere. */
  @Nullable Path feedbackFile() {
    LearningSpec learning = policy().learning();
    return learning == null ? null : loaded.directory().resolve(learning.feedback());
  }

  Thresholds thresholds() {
    return thresholds;
  }

  Prompts prompts() {
    return prompts;
  }

  @Nullable ConfidenceMap confidence() {
    return confidence;
  }

  PluginSet plugins() {
    return plugins;
  }

  Models models() {
    return models;
  }

  Router router() {
    return router;
  }

  QuestionVectors vectors() {
    return vectors;
  }

  Recall recall() {
    return recall;
  }
}
