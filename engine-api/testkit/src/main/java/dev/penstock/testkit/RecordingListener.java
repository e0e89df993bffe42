package dev.penstock.testkit;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps the events of an engine in the order in which they came. Safe for use by several threads.
 *
 * <pre>{@code
 * RecordingListener events = new RecordingListener();
 * try (Engine engine = Engine.builder().policy(policy).listener(events).build()) {
 *   engine.chat(ChatRequest.of("Where is my order?"));
 * }
 * assertThat(events.of(EngineEvent.AttemptEnded.class)).hasSize(1);
 * }</pre>
 */
public final class RecordingListener implements EngineListener {
  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();

  /** A listener that has heard nothing yet. */
  public RecordingListener() {}

  @Override
  public void on(EngineEvent event) {
    events.add(event);
  }

  /** All events so far. */
  public List<EngineEvent> events() {
    return List.copyOf(events);
  }

  /** The events of one kind so far. */
  public <E extends EngineEvent> List<E> of(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * The only event of a kind.
   *
   * @throws AssertionError if there is none, or more than one
   */
  public <E extends EngineEvent> E only(Class<E> kind) {
    List<E> found = of(kind);
    if (found.size() != 1) {
      throw new AssertionError(
          "expected one "
              + kind.getSimpleName()
              + " but there were "
              + found.size()
              + ": "
              + found);
    }
    return found.getFirst();
  }

  /** Forgets all events. */
  public void clear() {
    events.clear();
  }
}
