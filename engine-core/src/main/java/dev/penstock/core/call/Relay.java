package dev.penstock.core.call;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.StreamEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way to several readers, each at its own pace. It has no thread: the reader that
 * is furthest takes the next piece for all, and the pieces are kept for the others. What is kept is
 * bounded as the answer is. Thread-safe.
 */
public final class Relay {
  private final Live live;
  private final Bell bell;
  private final Consumer<Delivery> whenComplete;
  private final Runnable whenOver;

  // All of these are guarded by the bell's lock.
  private final LinkedHashSet<Reader> readers = new LinkedHashSet<>();
  private final List<StreamEvent> pieces = new ArrayList<>();
  private boolean ending;
  private boolean expired;
  private @Nullable End end;

  private sealed interface End {
    record Complete(Delivery delivery, @Nullable Reader owner) implements End {}

    record Broken(PenstockException error) implements End {}
  }

  /** The last thing that came, which one reader settles for all. */
  private sealed interface Last {
    record Whole(StreamEvent.End event) implements Last {}

    record Cut(ProviderException failure) implements Last {}
  }

  /**
   * Takes over an answer that nobody has read yet.
   *
   * @param whenComplete runs once if it comes to its complete end, before any reader knows of it
   * @param whenOver runs when nobody may join any more; maybe more than once
   */
  public Relay(Live live, Consumer<Delivery> whenComplete, Runnable whenOver) {
    this.live = live;
    this.bell = live.bell();
    this.whenComplete = whenComplete;
    this.whenOver = whenOver;
    live.whenExpired(this::expire);
  }

  /** A further reader, who gets everything from the start; null if it is over. */
  public @Nullable Reader join() {
    bell.lock();
    try {
      if (end != null) {
        return null;
      }
      Reader reader = new Reader();
      readers.add(reader);
      return reader;
    } finally {
      bell.unlock();
    }
  }

  /** One of its readers. {@link #next} is for one thread at a time, the rest for any. */
  public final class Reader {
    private int at;
    private boolean left;
    private Runnable whenExpired = () -> {};

    private Reader() {}

    /**
     * Waits for the next piece of content; null after the complete end.
     *
     * @param deadline until when this reader waits, on the engine's ticker
     * @throws TimeoutException if its own time is up, which ends nothing for the others
     * @throws InterruptedException if it is interrupted, which ends nothing for the others
     * @throws PenstockException if the answer breaks off, or this reader has left
     */
    public @Nullable StreamEvent next(long deadline) throws InterruptedException, TimeoutException {
      Last last = null;
      while (true) {
        if (last != null) {
          finish(last);
        }
        bell.lock();
        try {
          long since = live.ticker().getAsLong();
          last = null;
          while (last == null) {
            if (left) {
              throw new PenstockException(ErrorCode.CANCELLED, "the stream was closed");
            }
            if (at < pieces.size()) {
              return pieces.get(at++);
            }
            switch (end) {
              case End.Complete complete -> {
                return null;
              }
              case End.Broken(PenstockException error) -> throw error;
              case null -> last = step(deadline, since);
            }
          }
        } finally {
          bell.unlock();
        }
      }
    }

    /** What to do when the time of the call is up and this reader is still there. */
    public void whenExpired(Runnable action) {
      bell.lock();
      try {
        whenExpired = action;
        if (!expired) {
          return;
        }
      } finally {
        bell.unlock();
      }
      action.run();
    }

    /**
     * Gives up the place; the answer if that is complete, whether it was read to its end or not.
     */
    public @Nullable Delivery leave() {
      bell.lock();
      try {
        readers.remove(this);
        if (end instanceof End.Complete(Delivery delivery, Reader owner)) {
          return delivery;
        }
        left = true;
        bell.ring();
        return null;
      } finally {
        bell.unlock();
      }
    }

    /** Whether the call of a complete answer counts as this reader's, who came first of all. */
    public boolean owns() {
      bell.lock();
      try {
        return end instanceof End.Complete(Delivery delivery, Reader owner) && owner == this;
      } finally {
        bell.unlock();
      }
    }

    /**
     * Ends the call if everybody has left.
     *
     * @param whenSettled runs once, when this reader has no part in it any more
     */
    public void release(Runnable whenSettled) {
      bell.lock();
      boolean abandoned;
      try {
        if (readers.isEmpty() && end != null) {
          live.endWatch();
        }
        abandoned = readers.isEmpty() && end == null && !ending;
        if (abandoned) {
          ending = true;
          end =
              new End.Broken(
                  new PenstockException(ErrorCode.CANCELLED, "everybody left the stream"));
        }
      } finally {
        bell.unlock();
      }
      if (abandoned) {
        whenOver.run();
        live.close(whenSettled);
      } else {
        whenSettled.run();
      }
    }
  }

  /** Takes what has come, or waits for something to happen; what it was if it was the last. */
  private @Nullable Last step(long deadline, long since)
      throws InterruptedException, TimeoutException {
    long now = live.ticker().getAsLong();
    long wait = deadline - now;
    if (!ending) {
      try {
        StreamEvent event = live.poll();
        if (event instanceof StreamEvent.End whole) {
          ending = true;
          return new Last.Whole(whole);
        }
        if (event != null) {
          live.take(event);
          pieces.add(event);
          return null;
        }
        long patience = live.patience(now, since);
        if (patience <= 0) {
          throw live.late(now);
        }
        wait = Math.min(wait, patience);
      } catch (ProviderException e) {
        ending = true;
        return new Last.Cut(e);
      }
    }
    if (deadline - now <= 0) {
      throw new TimeoutException();
    }
    bell.await(wait);
    return null;
  }

  /** Settles without the lock, since listeners and the cache are told. */
  private void finish(Last last) {
    Delivery delivery = null;
    PenstockException error =
        new PenstockException(ErrorCode.INTERNAL, "the virtual machine is in trouble");
    try {
      switch (last) {
        case Last.Whole(StreamEvent.End whole) -> {
          Delivery complete = live.deliver(whole);
          whenComplete.accept(complete);
          delivery = complete;
        }
        case Last.Cut(ProviderException failure) -> error = live.brokeOff(failure);
      }
    } catch (RuntimeException e) {
      error =
          new PenstockException(
              ErrorCode.INTERNAL, "a mistake of the engine: " + e.getClass().getName(), e);
      live.close();
    } finally {
      bell.lock();
      try {
        end =
            delivery == null
                ? new End.Broken(error)
                : new End.Complete(delivery, readers.isEmpty() ? null : readers.getFirst());
        bell.ring();
      } finally {
        bell.unlock();
      }
      whenOver.run();
    }
  }

  private void expire() {
    List<Reader> there;
    bell.lock();
    try {
      expired = true;
      if (end == null && !ending) {
        ending = true;
        end =
            new End.Broken(
                new PenstockException(ErrorCode.DEADLINE_EXCEEDED, "the answer took too long"));
        bell.ring();
      }
      there = List.copyOf(readers);
    } finally {
      bell.unlock();
    }
    whenOver.run();
    there.forEach(reader -> reader.whenExpired.run());
  }
}
