package dev.penstock.core.observe;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; what they throw is counted, logged once and dropped. */
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<EngineListener> listeners;
  private final LongAdder thrown = new LongAdder();

  @Inject
  Listeners(List<EngineListener> listeners) {
    this.listeners = listeners;
  }

  /** Tells every listener; the event is made only if there is one. */
  public void tell(Supplier<EngineEvent> event) {
    if (listeners.isEmpty()) {
      return;
    }
    EngineEvent made = event.get();
    for (EngineListener listener : listeners) {
      try {
        listener.on(made);
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        if (thrown.sum() == 0) {
          LOG.warn("a listener threw; it and later ones are counted and dropped", e);
        }
        thrown.increment();
      }
    }
  }

  /** How often a listener threw. */
  public long thrown() {
    return thrown.sum();
  }
}
