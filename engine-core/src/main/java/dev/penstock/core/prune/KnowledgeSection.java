package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a knowledge base that have most to do with the question, in the order in which
 * they came. If all fit, all stay; if none has a word of the question, the first that fit do.
 */
final class KnowledgeSection implements Section {
  private final String rule;
  private final TokenMeter meter;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> shown = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();

  /** An entry with less than this part of the best one's score is about something else. */
  private static final double NEAR_BEST = 0.2;

  /** The most that an entry can be worth; what the question refers to by number is worth more. */
  private static final double REFERRED = 1e9;

  private record Ranked(int index, double score) {}

  private record Chosen(int index, Piece piece, Entry entry) {}

  KnowledgeSection(
      List<ContextDocument> documents,
      String rule,
      long most,
      Asked asked,
      Words words,
      TokenMeter meter) {
    this.rule = rule;
    this.meter = meter;
    documents.forEach(document -> entries.addAll(Entry.of(document)));
    List<Chosen> chosen = new ArrayList<>();
    List<Ranked> best = ranked(asked, words);
    double floor =
        allFit(most) || best.isEmpty() ? 0 : NEAR_BEST * (best.getFirst().score() % REFERRED);
    long left = most;
    for (Ranked ranked : best) {
      Entry entry = entries.get(ranked.index());
      if (ranked.score() < floor) {
        break;
      }
      Entry shorter = shorter(entry, ranked.score() >= REFERRED, left, asked);
      if (shorter != null) {
        long tokens = tokens(shorter);
        chosen.add(chosen(ranked, shorter, tokens));
        boolean cut = tokens > left || shorter.text().length() < entry.text().length();
        left = cut ? 0 : left - tokens;
      }
    }
    chosen.sort(Comparator.comparingInt(Chosen::index));
    for (Chosen one : chosen) {
      pieces.add(one.piece());
      shown.add(one.entry());
    }
  }

  private static Chosen chosen(Ranked ranked, Entry entry, long tokens) {
    boolean referred = ranked.score() >= REFERRED;
    Piece.Rank rank = referred ? Piece.Rank.REFERRED : Piece.Rank.KNOWLEDGE;
    return new Chosen(ranked.index(), new Piece(rank, entry.text(), tokens, ranked.score()), entry);
  }

  /** An entry, or what there is room for, and always what the question refers to; else null. */
  private @Nullable Entry shorter(Entry entry, boolean referred, long left, Asked asked) {
    if (left <= 0 && !referred) {
      return null;
    }
    if (tokens(entry) <= left) {
      return entry;
    }
    if (!referred) {
      return entry.json() ? null : cut(entry, left);
    }
    if (entry.json()) {
      List<String> excerpts = Json.excerpts(entry.text(), asked.references());
      return excerpts.isEmpty()
          ? entry
          : new Entry(entry.name(), "[" + String.join(",", excerpts) + "]", true);
    }
    StringBuilder text = new StringBuilder();
    for (String sentence : Sentences.of(entry.text())) {
      if (References.meet(References.in(sentence), asked.references())) {
        text.append(text.isEmpty() ? "" : "\u2026 ").append(sentence);
      }
    }
    return text.isEmpty() ? entry : new Entry(entry.name(), text.toString().strip(), false);
  }

  private boolean allFit(long most) {
    long tokens = 0;
    for (Entry entry : entries) {
      tokens += tokens(entry);
      if (tokens > most) {
        return false;
      }
    }
    return true;
  }

  private long tokens(Entry entry) {
    return meter.of(new ContextDocument(entry.name(), entry.text()));
  }

  private List<Ranked> ranked(Asked asked, Words words) {
    Ranking ranking = new Ranking(asked);
    for (Entry entry : entries) {
      List<String> terms = words.of(entry.name().replace('_', ' '));
      terms.addAll(words.of(entry.text()));
      ranking.add(terms);
    }
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      boolean referred =
          !asked.references().isEmpty()
              && References.meet(References.in(entries.get(i).text()), asked.references());
      ranked.add(new Ranked(i, ranking.score(i) + (referred ? REFERRED : 0)));
    }
    ranked.sort(
        Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::index));
    return ranked;
  }

  /** The beginning of an entry that fits, up to the end of a sentence, or null if none does. */
  private @Nullable Entry cut(Entry entry, long most) {
    long tokens = meter.of(new ContextDocument(entry.name(), "")) + 1;
    StringBuilder text = new StringBuilder();
    for (String sentence : Sentences.of(entry.text())) {
      tokens += meter.of(sentence);
      if (tokens > most) {
        break;
      }
      text.append(sentence);
    }
    return text.isEmpty()
        ? null
        : new Entry(entry.name(), text.toString().stripTrailing() + "\u2026", false);
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
    List<ContextDocument> documents = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).isKept()) {
        documents.add(new ContextDocument(shown.get(i).name(), shown.get(i).text()));
      }
    }
    return documents;
  }

  @Override
  public void tell(Tally tally) {
    long kept = pieces.stream().filter(Piece::isKept).count();
    tally.add(
        rule,
        kept,
        entries.size() - kept,
        kept == entries.size()
            ? "entries, which all fit"
            : kept < pieces.size()
                ? "entries over the limit, or with less to do with the question"
                : "entries with less to do with the question than those that fit");
  }
}
