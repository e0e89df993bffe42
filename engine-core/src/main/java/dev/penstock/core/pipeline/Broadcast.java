package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.RouteTaken;
import dev.penstock.core.call.Delivery;
import dev.penstock.core.call.Live;
import dev.penstock.core.call.Relay;
import dev.penstock.core.recall.LookUp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a leading stream, which others with the same question read as it comes. The call
 * stays the leader's, in budgets and ledger, whoever brings it to its end.
 */
final class Broadcast {
  private final Decision.Plan leader;
  private final LookUp.Miss miss;
  private final Settler settler;
  private final RouteTaken route;
  private final Relay relay;
  private volatile @Nullable Given given;

  /** Must be shown with the ticket, once the leader has joined it. */
  Broadcast(
      Decision.Plan leader, LookUp.Miss miss, Live live, Flights.Ticket ticket, Settler settler) {
    this.leader = leader;
    this.miss = miss;
    this.settler = settler;
    this.route = Settler.route(leader, live.choice());
    this.relay = new Relay(live, this::complete, ticket::over);
  }

  /** A place to read from; null if it is over. */
  Relay.@Nullable Reader join() {
    return relay.join();
  }

  /** Who answers. */
  RouteTaken route() {
    return route;
  }

  private void complete(Delivery delivery) {
    given = settler.give(leader, miss, delivery);
  }

  /** Whether the complete answer may go to a request that has seen nothing of it yet. */
  boolean isForOthers() {
    return given().storable();
  }

  /**
   * Ends the request of one reader.
   *
   * @param plan the plan of that request
   * @param owns whether the call counts as that request's
   */
  Answer settled(Decision.Plan plan, boolean owns) {
    Given complete = given();
    return owns
        ? settler.answered(plan, complete.delivery(), complete.route())
        : settler.followed(plan.admitted(), miss, complete);
  }

  private Given given() {
    return Objects.requireNonNull(given, "the answer is not complete");
  }
}
