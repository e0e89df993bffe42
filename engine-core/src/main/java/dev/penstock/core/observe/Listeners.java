package dev.penstock.core.observe;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners; what they throw is logged once and dropped. */
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<EngineListener> listeners;
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Tells these, in that order. */
  @Inject
  public Listeners(List<EngineListener> listeners) {
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
        if (warned.compareAndSet(false, true)) {
          LOG.warn("a listener threw; what listeners throw from now on is dropped unseen", e);
        }
      }
    }
  }
}
