package dev.penstock.api;

import dev.penstock.api.chat.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * An answer that arrives piece by piece. Used by one thread at a time; {@link #close()} may come
 * from any.
 */
public interface ChatStream extends AutoCloseable {
  /**
   * Waits for the next chunk; null after the last.
   *
   * @throws PenstockException if the answer breaks off; nothing cut is ever shown as whole
   */
  @Nullable Chunk next();

  /** Who answers; settled before the first chunk, and the same as that of the {@link #answer()}. */
  RouteTaken route();

  /**
   * The complete answer, with usage, cost and route.
   *
   * @throws IllegalStateException before {@link #next()} has returned null
   */
  Answer answer();

  /**
   * Ends the stream. Before its end, the call upstream is cancelled and what it took is settled.
   */
  @Override
  void close();

  /** A piece of an answer. */
  sealed interface Chunk {
    /**
     * More text.
     *
     * @param text not empty
     */
    record Text(String text) implements Chunk {}

    /**
     * More of a tool call. The first piece of an index carries id and name.
     *
     * @param index which call of the answer, from 0
     * @param id the call's id, or null after the first piece
     * @param name the tool's name, or null after the first piece
     * @param arguments more of the arguments' JSON text, maybe empty
     * @see ToolCall
     */
    record ToolCallPart(int index, @Nullable String id, @Nullable String name, String arguments)
        implements Chunk {}
  }
}
