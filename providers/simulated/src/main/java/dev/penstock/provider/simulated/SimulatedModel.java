package dev.penstock.provider.simulated;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.policy.Share;
import dev.penstock.spi.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A model that does not exist: its answers are drawn from a hash of seed, model and conversation,
 * so that the same question gets the same answer whatever else is asked, in any order. Only whether
 * an attempt fails depends on the number of the attempt as well, so that a retry may succeed.
 *
 * <pre>{@code
 * SimulatedModel model = new SimulatedModel(7, "small-chat", Behaviour.DEFAULT);
 * SimulatedAnswer answer = model.answer("user: Where is my order?", 300, 1);
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class SimulatedModel {
  /** What every answer begins with. */
  public static final String MARK = "[simulated] ";

  private final long seed;
  private final String id;
  private final Behaviour behaviour;

  /** A model of that name and behaviour. */
  public SimulatedModel(long seed, String id, Behaviour behaviour) {
    this.seed = seed;
    this.id = id;
    this.behaviour = behaviour;
  }

  /**
   * Answers.
   *
   * @param conversation the text of all messages
   * @param maxOutputTokens where to cut the answer
   * @param attempt the number of the attempt, on which only the fault depends
   */
  public SimulatedAnswer answer(String conversation, long maxOutputTokens, long attempt) {
    return answer(conversation, maxOutputTokens, attempt, UnaryOperator.identity());
  }

  SimulatedAnswer answer(
      String conversation, long maxOutputTokens, long attempt, UnaryOperator<String> form) {
    long hash = Hash.of(seed, id, conversation);
    Random random = new Random(hash);
    Duration latency = scaled(behaviour.latency(), around(random, behaviour.jitter()));
    long wanted =
        Math.max(
            1, Math.round(behaviour.answerTokens() * around(random, behaviour.answerSpread())));

    String whole = form.apply(text(random, wanted));
    String text = Tokens.cut(whole, maxOutputTokens);
    long input = Tokens.count(conversation);
    return new SimulatedAnswer(
        "sim-%016x".formatted(hash),
        text,
        text.length() < whole.length() ? FinishReason.LENGTH : FinishReason.STOP,
        input,
        (long) (input * behaviour.cachedInput().fraction()),
        Tokens.count(text),
        latency,
        latency.plus(speakingTime(Tokens.count(text))),
        fault(conversation, attempt));
  }

  /** How long the wait for an embedding is; the same for the same texts. */
  Duration latency(String texts) {
    return scaled(
        behaviour.latency(), around(new Random(Hash.of(seed, id, texts)), behaviour.jitter()));
  }

  private String text(Random random, long tokens) {
    String say = behaviour.say();
    String start = MARK + id + ": ";
    return say == null
        ? Prose.write(random, start, tokens)
        : MARK + (say.contains("{model}") ? say.replace("{model}", id) : id + ": " + say);
  }

  private Duration speakingTime(long tokens) {
    Long speed = behaviour.tokensPerSecond();
    return speed == null ? Duration.ZERO : Duration.ofSeconds(tokens).dividedBy(speed);
  }

  private @Nullable FailureKind fault(String conversation, long attempt) {
    double drawn = new Random(Hash.of(seed, id, conversation, Long.toString(attempt))).nextDouble();
    for (Map.Entry<FailureKind, Share> fault : behaviour.faults().entrySet()) {
      drawn -= fault.getValue().fraction();
      if (drawn < 0) {
        return fault.getKey();
      }
    }
    return null;
  }

  /** A factor from 1 minus the share to 1 plus the share. */
  private static double around(Random random, Share share) {
    return 1 + share.fraction() * (2 * random.nextDouble() - 1);
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }
}
