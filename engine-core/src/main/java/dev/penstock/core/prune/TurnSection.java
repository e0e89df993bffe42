package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import java.util.ArrayList;
import java.util.List;

/** The turns before the question that stay whole; if they do not all fit, the oldest go. */
final class TurnSection implements Section {
  private final List<List<Message>> turns;
  private final List<Piece> pieces = new ArrayList<>();

  TurnSection(List<List<Message>> turns, TokenMeter meter) {
    this.turns = turns;
    for (int i = 0; i < turns.size(); i++) {
      long tokens = 0;
      for (Message message : turns.get(i)) {
        // Instructions in the midst stay even if their turn goes, and are counted apart.
        tokens += message instanceof Message.SystemText ? 0 : meter.of(message);
      }
      pieces.add(new Piece(Piece.Rank.TURN, "", tokens, i));
    }
  }

  @Override
  public List<Piece> pieces() {
    return pieces;
  }

  @Override
  public long overhead() {
    return 0;
  }

  @Override
  public List<ContextDocument> documents() {
    return List.of();
  }

  /** How many turns are kept. */
  int kept() {
    return (int) pieces.stream().filter(Piece::isKept).count();
  }

  /** The messages that stay, with the instructions of turns that do not. */
  List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      for (Message message : turns.get(i)) {
        if (pieces.get(i).isKept() || message instanceof Message.SystemText) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  @Override
  public void tell(Tally tally) {}
}
