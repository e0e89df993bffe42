package dev.penstock.provider.simulated;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out the events of an answer, each when its time has come. */
final class SimulatedStream implements ProviderStream {
  private final Attempt attempt;
  private final SimulatedAnswer answer;
  private final List<StreamEvent> events;
  private int next;

  SimulatedStream(Attempt attempt, SimulatedAnswer answer, List<StreamEvent> events) {
    this.attempt = attempt;
    this.answer = answer;
    this.events = events;
  }

  @Override
  public @Nullable StreamEvent next() throws ProviderException {
    if (next == events.size()) {
      return null;
    }
    FailureKind fault = answer.fault();
    if (fault != null && (fault == FailureKind.TIMEOUT || next >= events.size() / 2)) {
      throw attempt.fail(fault, answer);
    }
    attempt.waitFor(due());
    return events.get(next++);
  }

  private Duration due() {
    Duration speaking = answer.duration().minus(answer.latency());
    return answer.latency().plus(speaking.multipliedBy(next).dividedBy(events.size()));
  }

  @Override
  public void close() {
    attempt.close();
  }
}
