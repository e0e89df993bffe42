package dev.penstock.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.policy.BudgetScope;
import dev.penstock.api.policy.LimitSpec;
import dev.penstock.core.budget.Subject;
import dev.penstock.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final FakeClock clock = new FakeClock();
  private final RateLimits rates = new RateLimits(clock.ticker());

  private Claim claim(LimitSpec limit, String tenant, String user) {
    return new PolicyLimits(List.of(limit), rates)
        .claim(new Subject(tenant, user, Set.of(), "p", "m", "simple"), null, () -> 10);
  }

  @Test
  void countsEachTenantApart() {
    LimitSpec limit = LimitSpec.ofRequests("rpm", BudgetScope.TENANT, 1);
    assertThat(claim(limit, "a", "u").take(false)).isInstanceOf(Taken.class);
    assertThat(claim(limit, "b", "u").take(false)).isInstanceOf(Taken.class);
    assertThat(claim(limit, "a", "other").take(false))
        .hasToString("limit rpm of a has no request left for 60 s more");
  }

  @Test
  void theSameUserOfTwoTenantsIsTwoUsers() {
    LimitSpec limit = LimitSpec.ofRequests("rpm", BudgetScope.USER, 1);
    assertThat(claim(limit, "a", "u").take(false)).isInstanceOf(Taken.class);
    assertThat(claim(limit, "b", "u").take(false)).isInstanceOf(Taken.class);
  }

  @Test
  void outlivesAReloadThatLeavesTheLimitAsItIs() {
    LimitSpec limit = LimitSpec.ofTokens("tpm", BudgetScope.ALL, 10);
    claim(limit, "a", "u").take(false);
    LimitSpec same = LimitSpec.ofTokens("tpm", BudgetScope.ALL, 10);
    assertThat(Objects.requireNonNull(claim(same, "a", "u").lackingForRequest()).lasts())
        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
    LimitSpec changed = LimitSpec.ofTokens("tpm", BudgetScope.ALL, 11);
    assertThat(claim(changed, "a", "u").lackingForRequest()).isNull();
  }

  @Test
  void dropsTheMetersOfIdleTenants() {
    LimitSpec limit = LimitSpec.ofRequests("rpm", BudgetScope.TENANT, 1);
    for (int tenant = 0; tenant < 1_000; tenant++) {
      claim(limit, "t" + tenant, "u").take(false);
    }
    assertThat(rates.size()).isEqualTo(1_000);
    clock.advance(Duration.ofMinutes(9));
    claim(limit, "t0", "u").take(false);
    clock.advance(Duration.ofMinutes(2));
    assertThat(rates.size()).isEqualTo(1);
  }

  @Test
  void keepsNoMoreMetersThanItsBound() {
    LimitSpec limit = LimitSpec.ofRequests("rpm", BudgetScope.TENANT, 1);
    for (int tenant = 0; tenant < 110_000; tenant++) {
      rates.meter(limit, "t" + tenant);
    }
    assertThat(rates.size()).isLessThanOrEqualTo(100_000);
  }
}
