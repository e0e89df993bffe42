package dev.penstock.core.pipeline;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.RouteTaken;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Replays an answer that is known as a whole, in chunks that end at a space. */
final class WholeStream implements ChatStream {
  private static final int CHUNK = 64;

  private final Answer answer;
  private final Runnable whenOver;
  private final AtomicBoolean over = new AtomicBoolean();
  private int position;
  private boolean ended;

  WholeStream(Answer answer, Runnable whenOver) {
    this.answer = answer;
    this.whenOver = whenOver;
  }

  @Override
  public @Nullable Chunk next() {
    String text = answer.text();
    if (position >= text.length()) {
      ended = true;
      close();
      return null;
    }
    int end = text.length();
    if (end - position > CHUNK) {
      int space = text.indexOf(' ', position + CHUNK);
      end = space < 0 ? end : space + 1;
    }
    Chunk chunk = new Chunk.Text(text.substring(position, end));
    position = end;
    return chunk;
  }

  @Override
  public RouteTaken route() {
    return answer.route();
  }

  @Override
  public Answer answer() {
    if (!ended) {
      throw new IllegalStateException("the stream is not at its end");
    }
    return answer;
  }

  @Override
  public void close() {
    if (over.compareAndSet(false, true)) {
      whenOver.run();
    }
  }
}
