package dev.penstock.core.embed;

import dev.penstock.spi.Embedding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The vector of one question: made when first asked for, at most once. Thread-safe. */
public final class QuestionEmbedding implements Supplier<Optional<Embedding>> {
  private final ReentrantLock making = new ReentrantLock();
  private final @Nullable Embedder embedder;
  private final Asker asker;
  private final String question;
  private Optional<Embedding> made = Optional.empty();
  private boolean asked;

  QuestionEmbedding(@Nullable Embedder embedder, Asker asker, String question) {
    this.embedder = embedder;
    this.asker = asker;
    this.question = question;
  }

  /** The vector; empty if nobody makes one, or it could not be had in time. */
  @Override
  public Optional<Embedding> get() {
    making.lock();
    try {
      if (!asked && embedder != null) {
        made = embedder.embed(asker, List.of(question)).stream().findFirst();
      }
      asked = true;
      return made;
    } finally {
      making.unlock();
    }
  }
}
