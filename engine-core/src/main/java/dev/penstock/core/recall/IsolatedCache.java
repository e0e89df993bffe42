package dev.penstock.core.recall;

import dev.penstock.api.EngineEvent;
import dev.penstock.core.isolate.Isolation;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.SemanticCache;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The cache plugin, asked so that it costs a request its look-up at most. */
record IsolatedCache(AnswerCache plugin, Duration limit, Listeners listeners) {
  private static final String NAME = "cache";

  /** The plugin, if it finds similar questions, or null. */
  @Nullable SemanticCache semantic() {
    return plugin instanceof SemanticCache able ? able : null;
  }

  /** What came of the work; null if the plugin failed or was too slow. */
  <T extends @Nullable Object> @Nullable T call(Callable<@Nullable T> work)
      throws InterruptedException {
    try {
      return Isolation.<@Nullable T>call(plugin, limit, work);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      listeners.tell(() -> new EngineEvent.PluginTrouble(NAME, Isolation.describe(e)));
      return null;
    }
  }
}
