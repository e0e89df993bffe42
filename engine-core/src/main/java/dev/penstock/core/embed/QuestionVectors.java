package dev.penstock.core.embed;

import dev.penstock.api.policy.EmbeddingsSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.observe.Listeners;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.Simulated;
import java.math.BigDecimal;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The vectors of questions under one policy, if it names somebody who makes them. */
public final class QuestionVectors {
  private final @Nullable Embedder embedder;
  private final @Nullable CallerVectors forCallers;

  /**
   * Vectors as a policy says.
   *
   * @param provider who makes them, or null for nobody
   */
  public QuestionVectors(
      Policy policy,
      @Nullable EmbeddingProvider provider,
      Budgets budgets,
      Listeners listeners,
      InstantSource clock) {
    EmbeddingsSpec spec = policy.embeddings();
    this.embedder =
        provider == null || spec == null
            ? null
            : new Embedder(
                provider, spec, bill(policy, provider, spec, budgets, listeners, clock), listeners);
    this.forCallers =
        provider == null || spec == null
            ? null
            : new CallerVectors(
                provider,
                spec,
                new VectorBill(
                    spec,
                    spec.price() == null ? BigDecimal.ZERO : spec.price(),
                    provider instanceof Simulated,
                    VectorBill.Purpose.CALLER,
                    policy.budgets(),
                    budgets,
                    listeners,
                    clock),
                policy.deadlines().attempt());
  }

  private static @Nullable VectorBill bill(
      Policy policy,
      EmbeddingProvider provider,
      EmbeddingsSpec spec,
      Budgets budgets,
      Listeners listeners,
      InstantSource clock) {
    BigDecimal price = spec.price();
    return price == null || price.signum() == 0
        ? null
        : new VectorBill(
            spec,
            price,
            provider instanceof Simulated,
            VectorBill.Purpose.QUESTION,
            policy.budgets(),
            budgets,
            listeners,
            clock);
  }

  /** The vector of a question, made when it is first asked for. */
  public QuestionEmbedding of(Asker asker, String question) {
    return new QuestionEmbedding(embedder, asker, question);
  }

  /** The same if it costs nothing; else there is none. */
  public QuestionEmbedding free(Asker asker, String question) {
    boolean free = embedder != null && !embedder.isBilled();
    return new QuestionEmbedding(free ? embedder : null, asker, question);
  }

  /** Who makes those that callers ask for, or null for nobody. */
  public @Nullable CallerVectors forCallers() {
    return forCallers;
  }

  /** Who makes them, or null for nobody. */
  public @Nullable Embedder embedder() {
    return embedder;
  }
}
