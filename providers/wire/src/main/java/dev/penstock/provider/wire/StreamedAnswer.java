package dev.penstock.provider.wire;

import dev.penstock.spi.StreamEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Collects what the events of a vendor's stream tell. */
public interface StreamedAnswer {
  /**
   * Whether an event of that name can have some of the answer in it, or its end.
   *
   * @param name empty if the event has none
   */
  boolean mayCarryContent(String name);

  /** Reads the object of one event, whose begin the parser stands on, to its end. */
  void read(JsonParser json);

  /** The next piece that is not yet fetched, or null. */
  @Nullable StreamEvent poll();

  /** Whether the model has put out anything, which need not be a piece of the answer. */
  boolean begun();

  /** The error found in an event, or null. */
  @Nullable ErrorBody error();

  /** Whether the stream has said that nothing more will come. */
  boolean ended();

  /** Whether the answer is whole, if the stream ends now. */
  boolean whole();

  /** The end of a whole answer. */
  StreamEvent.End toEnd();
}
