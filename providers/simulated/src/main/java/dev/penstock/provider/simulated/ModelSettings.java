package dev.penstock.provider.simulated;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is different for one simulated model; null means as for all models.
 *
 * @param latency the time to the first token
 * @param jitter how far the latency varies up and down
 * @param tokensPerSecond the speed of an answer after its first token
 * @param answerTokens the mean length of an answer
 * @param answerSpread how far the length varies up and down
 * @param say the text of every answer
 * @param cachedInput the share of input tokens reported as read from a prompt cache
 * @param faults the shares of attempts that fail, all of them: kinds are not merged
 */
public record ModelSettings(
    @Description("Time to the first token") @Nullable Duration latency,
    @Description("How far the latency varies up and down") @Nullable Share jitter,
    @Description("Speed of an answer after its first token") @Nullable Long tokensPerSecond,
    @Description("Mean length of an answer") @Nullable Long answerTokens,
    @Description("How far the length varies up and down") @Nullable Share answerSpread,
    @Description("Text of every answer, with {model} for the model's name") @Nullable String say,
    @Description("Share of input tokens reported as read from a prompt cache")
        @Nullable Share cachedInput,
    @Description("Share of attempts that fail, by kind of failure")
        @Nullable Map<FailureKind, Share> faults) {

  /** These settings, completed by those of another behaviour. */
  public Behaviour over(Behaviour base) {
    return new Behaviour(
        latency == null ? base.latency() : latency,
        jitter == null ? base.jitter() : jitter,
        tokensPerSecond == null ? base.tokensPerSecond() : tokensPerSecond,
        answerTokens == null ? base.answerTokens() : answerTokens,
        answerSpread == null ? base.answerSpread() : answerSpread,
        say == null ? base.say() : say,
        cachedInput == null ? base.cachedInput() : cachedInput,
        faults == null ? base.faults() : faults);
  }
}
