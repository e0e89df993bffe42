package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A document without a strategy: whole, or if space is short, its first sentences and those that
 * the question refers to; of JSON, all or the objects that the question refers to.
 */
final class DocumentSection implements Section {
  private static final String GAP = "\u2026 ";

  private final String name;
  private final boolean compacted;
  private final boolean json;
  private final long overhead;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * A document.
   *
   * @param shortOfSpace whether it may have to be cut
   */
  DocumentSection(
      ContextDocument document, Set<String> references, boolean shortOfSpace, TokenMeter meter) {
    String compact = Json.compact(document.text());
    String text = compact == null ? document.text() : compact;
    this.name = document.name();
    this.compacted = compact != null && !compact.equals(document.text());
    this.json = Json.isLike(text);
    this.overhead = meter.of(new ContextDocument(name, ""));
    if (!shortOfSpace) {
      pieces.add(new Piece(Piece.Rank.DOCUMENT, text, meter.of(text), 0));
    } else if (json) {
      pieces.add(new Piece(Piece.Rank.DOCUMENT, text, meter.of(text), 0));
      for (String excerpt : Json.excerpts(text, references)) {
        pieces.add(new Piece(Piece.Rank.REFERRED, excerpt, meter.of(excerpt) + 1, 0));
      }
    } else {
      for (String sentence : text.isEmpty() ? List.of("") : Sentences.of(text)) {
        boolean referred =
            !references.isEmpty() && References.meet(References.in(sentence), references);
        pieces.add(
            new Piece(
                referred ? Piece.Rank.REFERRED : Piece.Rank.DOCUMENT,
                sentence,
                meter.of(sentence) + 1,
                0));
      }
    }
  }

  @Override
  public List<Piece> pieces() {
    return pieces;
  }

  @Override
  public long overhead() {
    return overhead;
  }

  @Override
  public List<ContextDocument> documents() {
    return isOpen() ? List.of(new ContextDocument(name, text())) : List.of();
  }

  private String text() {
    if (json) {
      return pieces.getFirst().isKept() ? pieces.getFirst().text() : excerpts();
    }
    StringBuilder text = new StringBuilder();
    boolean gap = false;
    for (Piece piece : pieces) {
      if (piece.isKept()) {
        text.append(gap ? GAP : "").append(piece.text());
      }
      gap = !piece.isKept();
    }
    return gap ? text.toString().stripTrailing() + " " + GAP.strip() : text.toString();
  }

  private String excerpts() {
    List<String> kept = pieces.stream().filter(Piece::isKept).map(Piece::text).toList();
    return kept.size() == 1 ? kept.getFirst() : "[" + String.join(",", kept) + "]";
  }

  private boolean isWhole() {
    return json ? pieces.getFirst().isKept() : pieces.stream().allMatch(Piece::isKept);
  }

  @Override
  public void tell(Tally tally) {
    if (compacted && isWhole()) {
      tally.add("json", 1, 0, "written without white space");
    }
    if (!isWhole()) {
      tally.add(
          "documents",
          0,
          1,
          isOpen() ? "over the limit, cut at a sentence or an object" : "over the limit");
    }
  }
}
