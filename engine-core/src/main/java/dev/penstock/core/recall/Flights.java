package dev.penstock.core.recall;

import dev.penstock.api.PenstockException;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets concurrent requests with one and the same key wait for the first of them. Thread-safe. */
public final class Flights {
  private final ConcurrentMap<CacheKey, Flight> flying = new ConcurrentHashMap<>();

  /** How a flight ended. */
  public sealed interface Landing {
    /** With an answer for everybody. */
    record Answered(CachedAnswer answer) implements Landing {}

    /** With an error that everybody would have got. */
    record Failed(PenstockException error) implements Landing {}

    /** With an answer that is for the leader alone, such as one that calls tools. */
    record NotShared() implements Landing {}

    /** The leader left before the end; another one leads. */
    record HandedOver() implements Landing {}
  }

  private static final class Flight {
    final CountDownLatch over = new CountDownLatch(1);
    volatile @Nullable Landing landing;
  }

  /** A request's place in a flight. */
  public final class Ticket {
    private final CacheKey key;
    private final Flight flight;
    private final boolean leads;

    private Ticket(CacheKey key, Flight flight, boolean leads) {
      this.key = key;
      this.flight = flight;
      this.leads = leads;
    }

    /** Whether this request makes the call that the others wait for. */
    public boolean leads() {
      return leads;
    }

    /** Ends the flight of a leader; only the first landing counts. */
    public void land(Landing landing) {
      if (leads && flying.remove(key, flight)) {
        flight.landing = landing;
        flight.over.countDown();
      }
    }

    /** Waits for the leader; null if the time was up before. */
    public @Nullable Landing await(long nanos) throws InterruptedException {
      return flight.over.await(nanos, TimeUnit.NANOSECONDS) ? flight.landing : null;
    }
  }

  /** Joins the flight under the key; null if there is none. */
  public @Nullable Ticket follow(CacheKey key) {
    Flight flight = flying.get(key);
    return flight == null ? null : new Ticket(key, flight, false);
  }

  /** Joins the flight under the key, or leads a new one, which must land. */
  public Ticket board(CacheKey key) {
    Flight mine = new Flight();
    Flight other = flying.putIfAbsent(key, mine);
    return new Ticket(key, other == null ? mine : other, other == null);
  }
}
