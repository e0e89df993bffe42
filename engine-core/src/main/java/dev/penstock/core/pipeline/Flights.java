package dev.penstock.core.pipeline;

import dev.penstock.api.PenstockException;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets concurrent requests with one and the same key wait for the first of them. Thread-safe. */
final class Flights {
  private final ConcurrentMap<Course, Flight> flying = new ConcurrentHashMap<>();

  /** What the requests of a flight have in common: the key, and what was forgotten before them. */
  private record Course(CacheKey key, long era) {}

  /** How a flight ended. */
  sealed interface Landing {
    /** With an answer for everybody. */
    record Answered(CachedAnswer answer) implements Landing {}

    /**
     * With an error that everybody would have got who asks in the same way.
     *
     * @param streamed whether the leader was a stream, which has other deadlines
     */
    record Failed(PenstockException error, boolean streamed) implements Landing {}

    /** With an answer that is for the leader alone, such as one that calls tools. */
    record NotShared() implements Landing {}

    /** The leader left before the end; another one leads. */
    record HandedOver() implements Landing {}

    /** Not yet: the answer has begun, and others may read it as it comes. */
    record Coming(Broadcast broadcast) implements Landing {}
  }

  private static final class Flight {
    final CountDownLatch known = new CountDownLatch(1);
    volatile @Nullable Landing landing;
  }

  /** A request's place in a flight. */
  final class Ticket {
    private final Course course;
    private final Flight flight;
    private final boolean leads;

    private Ticket(Course course, Flight flight, boolean leads) {
      this.course = course;
      this.flight = flight;
      this.leads = leads;
    }

    /** Whether this request makes the call that the others wait for. */
    boolean leads() {
      return leads;
    }

    /** Ends the flight of a leader; only the first landing counts. */
    void land(Landing landing) {
      if (leads && flying.remove(course, flight)) {
        flight.landing = landing;
        flight.known.countDown();
      }
    }

    /**
     * Lets the others read what has begun to come; the flight goes on until it is {@link #over}.
     */
    void show(Broadcast broadcast) {
      flight.landing = new Landing.Coming(broadcast);
      flight.known.countDown();
    }

    /** Nobody else may join. */
    void over() {
      flying.remove(course, flight);
    }

    /** Waits for the leader; null if the time was up before. */
    @Nullable Landing await(long nanos) throws InterruptedException {
      return flight.known.await(nanos, TimeUnit.NANOSECONDS) ? flight.landing : null;
    }
  }

  /**
   * Joins the flight under the key, or leads a new one, which must land.
   *
   * @param era which changes when answers are forgotten
   */
  Ticket board(CacheKey key, long era) {
    Course course = new Course(key, era);
    Flight mine = new Flight();
    Flight other = flying.putIfAbsent(course, mine);
    return new Ticket(course, other == null ? mine : other, other == null);
  }
}
