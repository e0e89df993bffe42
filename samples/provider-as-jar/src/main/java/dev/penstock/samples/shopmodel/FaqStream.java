package dev.penstock.samples.shopmodel;

import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands out an answer word by word. */
final class FaqStream implements ProviderStream {
  private final Iterator<StreamEvent> events;

  FaqStream(List<StreamEvent.TextDelta> words, StreamEvent.End end) {
    events = Stream.<StreamEvent>concat(words.stream(), Stream.of(end)).iterator();
  }

  @Override
  public @Nullable StreamEvent next() {
    return events.hasNext() ? events.next() : null;
  }

  @Override
  public void close() {}
}
