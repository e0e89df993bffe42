package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.ProviderReply;
import org.junit.jupiter.api.Test;

/** How the answer is made: temperature, seed, reasoning. */
public interface SamplingContract extends ProviderUnderTest {
  /** Temperature, top-p and stop are taken by every provider. */
  @Test
  default void takesTheUsualSettings() throws Exception {
    ProviderReply reply =
        provider()
            .call(
                Calls.with(
                    call(), request -> request.temperature(0.3).topP(0.9).stop("\u0003END")));
    assertThat(reply.text()).isNotBlank();
  }

  /** A seed. */
  @Test
  @OfAbility(Ability.SEED)
  default void takesASeedOrRefusesIt() throws Exception {
    ProviderReply reply = Calls.answeredOrRefused(this, Ability.SEED, request -> request.seed(7L));
    if (reply != null) {
      assertThat(reply.text()).isNotBlank();
    }
  }

  /** A stated effort. */
  @Test
  @OfAbility(Ability.REASONING)
  default void takesAnEffortOrRefusesIt() throws Exception {
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      ProviderReply reply =
          Calls.answeredOrRefused(
              this, Ability.REASONING, request -> request.reasoningEffort(effort));
      if (reply != null) {
        assertThat(reply.text()).as(effort.name()).isNotBlank();
      }
    }
  }
}
