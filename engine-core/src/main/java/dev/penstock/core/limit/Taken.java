package dev.penstock.core.limit;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an attempt took from the limits it falls under, until it is settled. */
public final class Taken implements Taking {
  static final Taken NOTHING = new Taken(List.of(), List.of(), 0);

  private final List<Meter> counted;
  private final List<Meter> indebted;
  private final long tokens;
  private final AtomicBoolean settled = new AtomicBoolean();

  /**
   * Something that was taken.
   *
   * @param counted the meters that have counted the request and its tokens
   * @param indebted the meters that have counted its tokens only
   */
  Taken(List<Meter> counted, List<Meter> indebted, long tokens) {
    this.counted = counted;
    this.indebted = indebted;
    this.tokens = tokens;
  }

  /** The attempt is over and really took so many tokens. */
  public void settle(long used) {
    if (this == NOTHING || !settled.compareAndSet(false, true)) {
      return;
    }
    counted.forEach(meter -> correct(meter, used));
    indebted.forEach(meter -> correct(meter, used));
  }

  private void correct(Meter meter, long used) {
    if (used > tokens) {
      meter.takeTokens(used - tokens);
    } else {
      meter.giveBackTokens(tokens - used);
    }
  }

  /** The attempt was not made. */
  public void giveBack() {
    if (this == NOTHING || !settled.compareAndSet(false, true)) {
      return;
    }
    counted.forEach(meter -> meter.giveBack(tokens));
    indebted.forEach(meter -> meter.giveBackTokens(tokens));
  }
}
