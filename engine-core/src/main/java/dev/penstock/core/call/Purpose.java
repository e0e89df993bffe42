package dev.penstock.core.call;

import dev.penstock.spi.store.LedgerRow.Kind;
import java.util.Optional;

/** What a plan is called for. */
public enum Purpose {
  /** To answer its request. */
  ANSWER,
  /** To check an answer that was recalled for it. */
  SHADOW,
  /** To judge whether an answer that was not recalled would have been right. */
  JUDGE;

  /** The kind of all its rows in the ledger; empty if that depends on how its calls end. */
  Optional<Kind> kind() {
    return switch (this) {
      case ANSWER -> Optional.empty();
      case SHADOW -> Optional.of(Kind.SHADOW);
      case JUDGE -> Optional.of(Kind.JUDGE);
    };
  }
}
