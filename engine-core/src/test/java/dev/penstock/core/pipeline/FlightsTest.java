package dev.penstock.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.core.pipeline.Flights.Landing;
import dev.penstock.spi.CacheKey;
import org.junit.jupiter.api.Test;

class FlightsTest {
  private static final CacheKey KEY = new CacheKey("partition", "exact", "question");

  private final Flights flights = new Flights();
  private final Flights.Ticket leader = flights.board(KEY, 0);
  private final Flights.Ticket follower = flights.board(KEY, 0);

  @Test
  void oneLeadsAndTheOthersFollow() {
    assertThat(leader.leads()).isTrue();
    assertThat(follower.leads()).isFalse();
  }

  @Test
  void whatIsWrongWithTheProvidersIsEverybodysError() throws Exception {
    fail(ErrorCode.PROVIDERS_FAILED);
    assertThat(follower.await(0)).isInstanceOf(Landing.Failed.class);
  }

  @Test
  void anEmptyBudgetIsTheLeadersOwnAffair() throws Exception {
    fail(ErrorCode.BUDGET_EXHAUSTED);
    assertThat(follower.await(0)).isEqualTo(new Landing.HandedOver());
    assertThat(flights.board(KEY, 0).leads()).isTrue();
  }

  @Test
  void onlyTheFirstLandingCounts() throws Exception {
    leader.land(new Landing.NotShared());
    leader.land(new Landing.HandedOver());
    assertThat(follower.await(0)).isEqualTo(new Landing.NotShared());
  }

  @Test
  void aFollowerCannotLand() throws Exception {
    follower.land(new Landing.NotShared());
    assertThat(follower.await(0)).isNull();
  }

  private void fail(ErrorCode code) {
    FlightEnd.failed(leader, new PenstockException(code, "told to fail"), true);
  }
}
