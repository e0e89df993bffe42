package dev.penstock.core.prune;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.policy.DocumentRule;
import dev.penstock.api.policy.PruneSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as its strategies leave it. What does not depend on the question comes first, so that
 * requests of one conversation begin with the same bytes.
 */
final class Draft {
  private final ChatRequest request;
  private final Conversation conversation;
  private final List<Section> sections = new ArrayList<>();
  private final TurnSection turns;
  private final @Nullable ExtractSection extract;
  private final List<Message> older;
  private final long fixed;
  private List<Choice> leastLast = List.of();

  private record Choice(Section section, Piece piece) {}

  /**
   * Applies the strategies.
   *
   * @param keptTurns how many turns before the question stay whole
   * @param shortOfSpace whether documents without a strategy may have to be cut
   */
  Draft(
      ChatRequest request,
      Conversation conversation,
      PruneSpec spec,
      int keptTurns,
      boolean shortOfSpace,
      Words words,
      TokenMeter meter) {
    this.request = request;
    this.conversation = conversation;
    List<List<Message>> all = conversation.turns();
    List<List<Message>> left = all.subList(0, all.size() - keptTurns);
    Asked asked = Asked.of(conversation, keptTurns, words);
    documents(spec, asked, shortOfSpace, words, meter);
    this.older = left.stream().flatMap(List::stream).toList();
    this.extract =
        left.isEmpty() ? null : new ExtractSection(left, spec.extractTokens(), asked, words, meter);
    this.turns = new TurnSection(all.subList(all.size() - keptTurns, all.size()), meter);
    if (extract != null) {
      sections.add(extract);
    }
    sections.add(turns);
    this.fixed = fixed(meter);
  }

  private void documents(
      PruneSpec spec, Asked asked, boolean shortOfSpace, Words words, TokenMeter meter) {
    Map<String, List<ContextDocument>> knowledge = new LinkedHashMap<>();
    List<Section> orders = new ArrayList<>();
    for (ContextDocument document : request.documents()) {
      String name = Rules.of(spec, document.name());
      DocumentRule rule = name == null ? null : spec.documents().get(name);
      Section history = null;
      if (name != null && rule != null) {
        switch (rule.as()) {
          case KNOWLEDGE -> {
            knowledge.computeIfAbsent(name, none -> new ArrayList<>()).add(document);
            continue;
          }
          case ORDERS ->
              history = OrderSection.of(document, name, rule.orders(), asked, words, meter);
        }
      }
      if (history != null) {
        orders.add(history);
      } else {
        sections.add(new DocumentSection(document, asked.references(), shortOfSpace, meter));
      }
    }
    sections.addAll(orders);
    knowledge.forEach(
        (name, documents) -> {
          DocumentRule rule = spec.documents().get(name);
          if (rule != null) {
            sections.add(new KnowledgeSection(documents, name, rule.tokens(), asked, words, meter));
          }
        });
  }

  /** What is never cut. */
  private long fixed(TokenMeter meter) {
    long tokens = meter.ofRest(request);
    for (Message message : conversation.instructions()) {
      tokens += meter.of(message);
    }
    for (List<Message> turn : conversation.turns()) {
      for (Message message : turn) {
        tokens += message instanceof Message.SystemText ? meter.of(message) : 0;
      }
    }
    for (Message message : conversation.asked()) {
      tokens += meter.of(message);
    }
    return tokens;
  }

  /** Keeps what fits into so many tokens, by rank and worth. */
  void fit(long limit) {
    List<Choice> choices = new ArrayList<>();
    for (Section section : sections) {
      section.pieces().forEach(piece -> choices.add(new Choice(section, piece)));
    }
    choices.sort(
        Comparator.comparing((Choice choice) -> choice.piece().rank())
            .thenComparing(choice -> choice.piece().worth(), Comparator.reverseOrder()));
    Set<Section> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Section> ended = Collections.newSetFromMap(new IdentityHashMap<>());
    long used = fixed;
    for (Choice choice : choices) {
      Piece piece = choice.piece();
      Section section = choice.section();
      long tokens = piece.tokens() + (opened.contains(section) ? 0 : section.overhead());
      boolean goesOn =
          switch (piece.rank()) {
            case TURN, DOCUMENT -> !ended.contains(section);
            case REFERRED, ORDER, EXTRACT, KNOWLEDGE -> true;
          };
      boolean fits = goesOn && used + tokens <= limit;
      piece.keep(fits);
      if (fits) {
        used += tokens;
        opened.add(section);
      } else if (piece.rank() == Piece.Rank.TURN || piece.rank() == Piece.Rank.DOCUMENT) {
        ended.add(section);
      }
    }
    leastLast = choices;
  }

  /** Leaves out what was kept last, about so many tokens of it; whether there was anything. */
  boolean leaveOut(long tokens) {
    long left = tokens;
    for (int i = leastLast.size() - 1; i >= 0 && left > 0; i--) {
      Piece piece = leastLast.get(i).piece();
      if (piece.isKept()) {
        piece.keep(false);
        left -= piece.tokens();
      }
    }
    return left < tokens;
  }

  int keptTurns() {
    return turns.kept();
  }

  ChatRequest request() {
    List<Message> messages = new ArrayList<>(conversation.instructions());
    for (Message message : older) {
      if (message instanceof Message.SystemText) {
        messages.add(message);
      }
    }
    if (extract != null) {
      messages.addAll(extract.messages());
    }
    messages.addAll(turns.messages());
    messages.addAll(conversation.asked());
    ChatRequest.Builder pruned = request.toBuilder().messages(messages).withoutDocuments();
    for (Section section : sections) {
      for (ContextDocument document : section.documents()) {
        pruned.document(document.name(), document.text());
      }
    }
    return pruned.build();
  }

  Tally tally() {
    Tally tally = new Tally();
    int gone = conversation.turns().size() - turns.kept();
    if (gone > 0) {
      boolean cut = turns.kept() < turns.pieces().size();
      tally.add(
          "turns",
          turns.kept(),
          gone,
          cut ? "over the limit, or older than those that stay" : "older than those that stay");
    }
    sections.forEach(section -> section.tell(tally));
    return tally;
  }
}
