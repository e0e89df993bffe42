package dev.penstock.core.feedback;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.JsonText;
import dev.penstock.api.Verdict;
import dev.penstock.core.observe.Listeners;
import dev.penstock.core.recall.Latest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the latest answers and writes what is said of them to the file that a policy names. It
 * outlives policies. A file that cannot be written costs the line, which an event says.
 */
public final class Feedback {
  /** The version of the lines. */
  public static final int VERSION = 1;

  private final Latest<AnswerGiven> answers = new Latest<>();
  private final Listeners listeners;

  /** Feedback of one engine. */
  @Inject
  public Feedback(Listeners listeners) {
    this.listeners = listeners;
  }

  /** Remembers an answer, in case somebody says something of it. */
  public void remember(String requestId, AnswerGiven given) {
    answers.put(requestId, given);
  }

  /**
   * Writes what is said of an answer.
   *
   * @param file where to; null for nowhere
   * @return whether the answer is remembered and the policy names a file
   */
  public boolean give(@Nullable Path file, String requestId, Verdict verdict, Instant now) {
    AnswerGiven given = file == null ? null : answers.get(requestId);
    if (file == null || given == null) {
      return false;
    }
    try {
      LineFile.append(file, JsonText.of(FeedbackLine.of(requestId, now, verdict, given)));
    } catch (IOException | RuntimeException e) {
      String what = "a verdict could not be written to " + file + ": " + e;
      listeners.tell(() -> new EngineEvent.PluginTrouble("learning.feedback", what));
    }
    return true;
  }
}
