package dev.penstock.testkit.provider;

import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** Reads streams to their end. */
final class Streams {
  private Streams() {}

  static List<StreamEvent> drain(ProviderStream stream) throws ProviderException {
    List<StreamEvent> events = new ArrayList<>();
    for (StreamEvent event = stream.next(); event != null; event = stream.next()) {
      if (!event.equals(StreamEvent.ALIVE)) {
        events.add(event);
      }
    }
    return events;
  }

  static String text(List<StreamEvent> events) {
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : events) {
      if (event instanceof StreamEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  static StreamEvent.End end(List<StreamEvent> events) {
    return (StreamEvent.End) events.getLast();
  }
}
