package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.core.call.Relay;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Recall;
import dev.penstock.spi.CachedAnswer;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets one of concurrent requests that ask the very same make the call for all of them. */
final class Sharing {
  private final Flights flights = new Flights();
  private final Recall recall;
  private final Performer performer;
  private final Settler settler;
  private final LongSupplier ticker;
  private final Part<Answer> whole = new Whole();

  Sharing(Recall recall, Performer performer, Settler settler, LongSupplier ticker) {
    this.recall = recall;
    this.performer = performer;
    this.settler = settler;
    this.ticker = ticker;
  }

  Answer whole(Decision.Plan plan) {
    return take(plan, whole);
  }

  ChatStream stream(Decision.Plan plan, Runnable whenOver) {
    return take(plan, new Streamed(whenOver));
  }

  /** How a request takes part, by what it gives its caller. */
  private interface Part<T> {
    T alone(Decision.Plan plan);

    T lead(Decision.Plan plan, LookUp.Miss miss, Flights.Ticket ticket);

    T recalled(Answer answer);

    /** Reads along; null if nothing came of it, and nothing was shown to the caller. */
    @Nullable T follow(Decision.Plan plan, Broadcast broadcast, Relay.Reader reader);

    /** Whether the error of such a leader would have been this request's too. */
    boolean shares(Flights.Landing.Failed failed);
  }

  private <T> T take(Decision.Plan plan, Part<T> part) {
    if (!(plan.lookUp() instanceof LookUp.Miss miss) || recall.isNever(plan.classified())) {
      return part.alone(plan);
    }
    while (true) {
      Flights.Ticket ticket = flights.board(miss.key(), recall.era());
      Flights.Landing landing = ticket.leads() ? arrived(plan, miss, ticket) : await(plan, ticket);
      switch (landing) {
        case Flights.Landing.Answered(CachedAnswer answer) -> {
          LookUp.Hit hit = new LookUp.Hit(miss.key(), answer, null);
          return part.recalled(settler.recalled(new Decision.Recalled(plan.admitted(), hit)));
        }
        case Flights.Landing.Failed failed -> {
          if (part.shares(failed)) {
            throw settler.unanswered(plan, Errors.ofLeader(failed.error()));
          }
        }
        case Flights.Landing.NotShared() -> {
          return part.alone(plan);
        }
        case Flights.Landing.HandedOver() -> {
          if (ticket.leads()) {
            return part.lead(plan, miss, ticket);
          }
        }
        case Flights.Landing.Coming(Broadcast broadcast) -> {
          Relay.Reader reader = broadcast.join();
          T given = reader == null ? null : part.follow(plan, broadcast, reader);
          if (given != null) {
            return given;
          }
          ticket.over();
        }
      }
    }
  }

  /** What a leader finds that was stored while it came; else the call is its own to make. */
  private Flights.Landing arrived(Decision.Plan plan, LookUp.Miss miss, Flights.Ticket ticket) {
    try {
      if (recall.again(miss, plan.admitted().request()) instanceof LookUp.Hit hit) {
        Flights.Landing landing = new Flights.Landing.Answered(hit.answer());
        ticket.land(landing);
        return landing;
      }
      return new Flights.Landing.HandedOver();
    } catch (InterruptedException e) {
      ticket.land(new Flights.Landing.HandedOver());
      throw settler.failed(plan.admitted(), Errors.interrupted(e));
    }
  }

  private Flights.Landing await(Decision.Plan plan, Flights.Ticket ticket) {
    try {
      Flights.Landing landing = ticket.await(performer.deadline(plan) - ticker.getAsLong());
      if (landing == null) {
        throw settler.unanswered(plan, late());
      }
      return landing;
    } catch (InterruptedException e) {
      throw settler.failed(plan.admitted(), Errors.interrupted(e));
    }
  }

  private static PenstockException late() {
    return new PenstockException(
        ErrorCode.DEADLINE_EXCEEDED,
        "another request with the same question was not answered in time");
  }

  private final class Whole implements Part<Answer> {
    @Override
    public Answer alone(Decision.Plan plan) {
      return performer.whole(plan, null);
    }

    @Override
    public Answer lead(Decision.Plan plan, LookUp.Miss miss, Flights.Ticket ticket) {
      return performer.whole(plan, ticket);
    }

    @Override
    public Answer recalled(Answer answer) {
      return answer;
    }

    /** An answer that breaks off is none of this caller's, who was shown nothing of it. */
    @Override
    public @Nullable Answer follow(Decision.Plan plan, Broadcast broadcast, Relay.Reader reader) {
      try {
        while (reader.next(performer.deadline(plan)) != null) {}
      } catch (TimeoutException e) {
        throw settler.unanswered(plan, late());
      } catch (InterruptedException e) {
        throw settler.failed(plan.admitted(), Errors.interrupted(e));
      } catch (PenstockException e) {
        return null;
      } finally {
        reader.leave();
        reader.release(() -> {});
      }
      return reader.owns() || broadcast.isForOthers()
          ? broadcast.settled(plan, reader.owns())
          : performer.whole(plan, null);
    }

    /** A stream has to begin in time, and a whole answer has not. */
    @Override
    public boolean shares(Flights.Landing.Failed failed) {
      return !failed.streamed();
    }
  }

  private final class Streamed implements Part<ChatStream> {
    private final Runnable whenOver;

    Streamed(Runnable whenOver) {
      this.whenOver = whenOver;
    }

    @Override
    public ChatStream alone(Decision.Plan plan) {
      return performer.stream(plan, whenOver);
    }

    @Override
    public ChatStream lead(Decision.Plan plan, LookUp.Miss miss, Flights.Ticket ticket) {
      return performer.stream(plan, miss, ticket, whenOver);
    }

    @Override
    public ChatStream recalled(Answer answer) {
      return new WholeStream(answer, whenOver);
    }

    @Override
    public ChatStream follow(Decision.Plan plan, Broadcast broadcast, Relay.Reader reader) {
      return performer.follow(plan, broadcast, reader, false, whenOver);
    }

    @Override
    public boolean shares(Flights.Landing.Failed failed) {
      return true;
    }
  }
}
