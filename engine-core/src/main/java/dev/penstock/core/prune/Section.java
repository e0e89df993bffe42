package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import java.util.List;

/** A part of a request, made of pieces. */
sealed interface Section
    permits DocumentSection, OrderSection, KnowledgeSection, ExtractSection, TurnSection {
  /** Its pieces, in the order in which they are written. */
  List<Piece> pieces();

  /** The tokens it takes beside its pieces, as soon as one of them is kept. */
  long overhead();

  /** What goes upstream as documents; empty for parts of the conversation. */
  List<ContextDocument> documents();

  /** Says what became of it. */
  void tell(Tally tally);

  /** Whether anything of it is kept. */
  default boolean isOpen() {
    return pieces().stream().anyMatch(Piece::isKept);
  }
}
