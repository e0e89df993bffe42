package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What older turns say about the question: sentences that the question refers to by number, the
 * last one with a number for each of its words, and of others that share words with it, the rarest
 * first, as many as fit. They go upstream as one message of the user and a word of the assistant,
 * so that roles alternate and nothing a user said becomes an instruction.
 */
final class ExtractSection implements Section {
  private static final String TITLE = "Earlier, in extracts:";
  private static final String NOTED = "Noted.";

  /** Longer questions look back for a number by their first words only. */
  private static final int WORDS_WITH_NUMBER = 16;

  private static final long LABEL = 3;

  /**
   * A sentence.
   *
   * @param terms its words of the question; none if it is about another number than the question
   */
  private record Sentence(
      String role, int message, String text, Set<String> terms, boolean mustStay) {}

  private final List<Sentence> sentences = new ArrayList<>();
  private final List<Sentence> shown = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final long overhead;
  private final Asked asked;
  private final Words words;
  private final Map<String, Integer> lastWithNumber = new HashMap<>();
  private int lastId = -1;
  private int images;
  private int toolCalls;

  ExtractSection(List<List<Message>> older, long most, Asked asked, Words words, TokenMeter meter) {
    this.asked = asked;
    this.words = words;
    this.overhead = meter.of(Message.user(TITLE + "\n")) + meter.of(Message.assistant(NOTED));
    int number = 0;
    for (List<Message> turn : older) {
      for (Message message : turn) {
        take(message, number++);
      }
    }
    choose(most, meter);
  }

  private void take(Message message, int number) {
    switch (message) {
      case Message.User(var parts) -> {
        for (Part part : parts) {
          if (part instanceof Part.Text(String text)) {
            prose("user", number, text);
          } else {
            images++;
          }
        }
      }
      case Message.Assistant(String text, var calls, var extra) -> {
        prose("assistant", number, text);
        toolCalls += calls.size();
      }
      case Message.ToolResult(String id, String text) -> {
        if (Json.isLike(text)) {
          for (String excerpt : Json.excerpts(text, asked.references())) {
            sentences.add(new Sentence("tool", number, excerpt, Set.of(), true));
          }
        } else {
          prose("tool", number, text);
        }
      }
      case Message.SystemText instructions -> {}
    }
  }

  private void prose(String role, int number, String text) {
    for (String sentence : Sentences.of(text)) {
      String line = Shortening.onOneLine(sentence);
      if (line.isEmpty()) {
        continue;
      }
      Set<String> own = References.in(line);
      boolean referred = References.meet(own, asked.references());
      boolean elsewhere = !referred && hasId(own) && hasId(asked.references());
      Set<String> shared = elsewhere ? Set.of() : shared(line);
      int at = sentences.size();
      if (!own.isEmpty()) {
        shared.forEach(term -> lastWithNumber.put(term, at));
        lastId = hasId(own) ? at : lastId;
      }
      sentences.add(new Sentence(role, number, line, shared, referred));
    }
  }

  private static boolean hasId(Set<String> references) {
    return references.stream().anyMatch(reference -> reference.startsWith("id "));
  }

  private Set<String> shared(String line) {
    Set<String> shared = new HashSet<>();
    for (String term : words.of(line)) {
      if (asked.terms().contains(term)) {
        shared.add(term);
      }
    }
    return shared;
  }

  private void choose(long most, TokenMeter meter) {
    Set<Integer> stay = new HashSet<>();
    asked.terms().stream()
        .limit(WORDS_WITH_NUMBER)
        .filter(lastWithNumber::containsKey)
        .forEach(term -> stay.add(lastWithNumber.get(term)));
    if (asked.lately().isEmpty() && lastId >= 0) {
      stay.add(lastId);
    }
    Map<Integer, Piece> chosen = new HashMap<>();
    Set<String> said = new HashSet<>();
    long left = most;
    for (int i = sentences.size() - 1; i >= 0; i--) {
      Sentence sentence = sentences.get(i);
      if ((sentence.mustStay() || stay.contains(i)) && said.add(sentence.text())) {
        long tokens = meter.of(sentence.text()) + LABEL;
        double worth = i + (sentence.mustStay() ? sentences.size() : 0);
        chosen.put(i, new Piece(Piece.Rank.REFERRED, sentence.text(), tokens, worth));
        left -= tokens;
      }
    }
    Map<Integer, Double> scores = scores();
    List<Integer> ranked = new ArrayList<>(scores.keySet());
    ranked.sort(
        Comparator.comparingDouble((Integer i) -> scores.getOrDefault(i, 0.0))
            .thenComparingInt(i -> i)
            .reversed());
    for (int i : ranked) {
      if (left <= 0) {
        break;
      }
      if (!chosen.containsKey(i) && said.add(sentences.get(i).text())) {
        long tokens = meter.of(sentences.get(i).text()) + LABEL;
        if (tokens <= left) {
          double worth = scores.getOrDefault(i, 0.0);
          chosen.put(i, new Piece(Piece.Rank.EXTRACT, sentences.get(i).text(), tokens, worth));
          left -= tokens;
        }
      }
    }
    for (int i = 0; i < sentences.size(); i++) {
      Piece piece = chosen.get(i);
      if (piece != null) {
        pieces.add(piece);
        shown.add(sentences.get(i));
      }
    }
  }

  /** The sum of how rare the words are that a sentence shares with the question. */
  private Map<Integer, Double> scores() {
    Map<String, Integer> having = new HashMap<>();
    for (Sentence sentence : sentences) {
      sentence.terms().forEach(term -> having.merge(term, 1, Integer::sum));
    }
    Map<Integer, Double> scores = new HashMap<>();
    for (int i = 0; i < sentences.size(); i++) {
      double score = 0;
      for (String term : asked.terms()) {
        if (sentences.get(i).terms().contains(term)) {
          score += Math.log(1 + (double) sentences.size() / having.getOrDefault(term, 1));
        }
      }
      if (score > 0) {
        scores.put(i, score);
      }
    }
    return scores;
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
    return List.of();
  }

  /** The extract as messages; none if nothing is kept. */
  List<Message> messages() {
    if (!isOpen()) {
      return List.of();
    }
    StringBuilder text = new StringBuilder(TITLE);
    int message = -1;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).isKept()) {
        Sentence sentence = shown.get(i);
        boolean same = sentence.message() == message;
        text.append(same ? " " : "\n" + sentence.role() + ": ").append(sentence.text());
        message = sentence.message();
      }
    }
    return List.of(Message.user(text.toString()), Message.assistant(NOTED));
  }

  @Override
  public void tell(Tally tally) {
    long kept = pieces.stream().filter(Piece::isKept).count();
    if (!sentences.isEmpty()) {
      tally.add(
          "sentences of older turns",
          kept,
          sentences.size() - kept,
          "those stay that the question refers to or shares words with, as many as fit");
    }
    if (images > 0) {
      tally.add("images", 0, images, "of older turns");
    }
    if (toolCalls > 0) {
      tally.add("tool calls", 0, toolCalls, "of older turns, with their results");
    }
  }
}
