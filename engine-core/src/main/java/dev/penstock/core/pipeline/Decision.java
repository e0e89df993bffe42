package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.explain.Classified;
import dev.penstock.core.escalate.Takeover;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.select.Need;
import dev.penstock.core.select.Selection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What was decided for a request, before any provider is asked. */
sealed interface Decision {
  /** The request it is about. */
  Admitted admitted();

  /** What became of the cache look-up. */
  LookUp lookUp();

  /** An answer given before is recalled. */
  record Recalled(Admitted admitted, LookUp.Hit lookUp) implements Decision {}

  /**
   * No model may be asked.
   *
   * @param retryAfter when one may, as far as that is known
   */
  record Refusal(
      Admitted admitted,
      LookUp lookUp,
      Classified classified,
      Sent sent,
      ErrorCode code,
      String message,
      @Nullable Duration retryAfter,
      Need need,
      Selection selection)
      implements Decision {}

  /**
   * A person takes over, and no model is asked.
   *
   * @param instead what would have been done, or null if that was not decided
   */
  record HandOver(Admitted admitted, LookUp lookUp, Takeover takeover, @Nullable Decision instead)
      implements Decision {}

  /** Models are asked, in the selection's order. */
  record Plan(
      Admitted admitted,
      LookUp lookUp,
      Classified classified,
      Sent sent,
      Need need,
      Selection selection,
      long decidedNanos)
      implements Decision {}
}
