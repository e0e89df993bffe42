package dev.penstock.core.evaluate;

import dev.penstock.core.match.Match;
import dev.penstock.core.match.Matcher;
import dev.penstock.core.match.Near;
import dev.penstock.core.match.Phrase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set with its phrases and vectors, on which halves are tried. */
final class Bench {
  private final List<Labelled> set;
  private final String outside;
  private final List<Phrase> phrases;
  private final @Nullable List<float[]> units;

  /** Takes the set's vectors, or null to compare words. */
  Bench(List<Labelled> set, @Nullable List<float[]> vectors, String outside) {
    this.outside = outside;
    this.set = List.copyOf(set);
    this.phrases = set.stream().map(question -> Phrase.of(question.text())).toList();
    this.units = vectors == null ? null : vectors.stream().map(Vectors::unit).toList();
  }

  List<Trial> run(Half half) {
    List<Integer> stored = half.stored();
    List<float[]> all = units;
    Vectors vectors = all == null ? null : new Vectors(stored.stream().map(all::get).toList());
    WordIndex words = new WordIndex(stored.stream().map(i -> phrases.get(i).words()).toList());
    WordIndex stems = new WordIndex(stored.stream().map(i -> phrases.get(i).stems()).toList());
    Map<List<String>, Integer> exact = new HashMap<>();
    stored.forEach(i -> exact.putIfAbsent(phrases.get(i).words(), i));
    Set<String> known = new HashSet<>(stored.stream().map(i -> set.get(i).answer()).toList());
    List<Trial> trials = new ArrayList<>();
    for (int asked : half.asked()) {
      Phrase phrase = phrases.get(asked);
      float[] near = new float[Matcher.NEIGHBOURS];
      int[] places =
          vectors == null || all == null
              ? stems.nearest(phrase.stems(), near)
              : vectors.nearest(all.get(asked), near);
      float[] share = new float[1];
      int[] byWords = words.nearest(phrase.words(), share);
      Integer same = exact.get(phrase.words());
      List<Integer> found = Arrays.stream(places).mapToObj(stored::get).toList();
      Match match = Matcher.match(phrase, neighbours(found, near));
      trials.add(
          new Trial(
              cluster(asked),
              known.contains(set.get(asked).answer()),
              new Trial.Found(same == null ? 0 : 1, same != null && right(asked, same)),
              new Trial.Found(share[0], byWords.length > 0 && right(asked, stored.get(byWords[0]))),
              new Trial.Found(near[0], !found.isEmpty() && right(asked, found.getFirst())),
              match,
              match.index() >= 0 && right(asked, found.get(match.index()))));
    }
    return trials;
  }

  private List<Near> neighbours(List<Integer> found, float[] similarities) {
    List<Near> near = new ArrayList<>();
    List<float[]> all = units;
    for (int i = 0; i < found.size(); i++) {
      int place = found.get(i);
      float[] unit = all == null ? null : all.get(place);
      near.add(new Near(phrases.get(place), similarities[i], set.get(place).answer(), unit));
    }
    return near;
  }

  private String cluster(int asked) {
    String label = set.get(asked).label();
    return label.equals(outside) ? label + "#" + asked : label;
  }

  private boolean right(int asked, int stored) {
    return set.get(asked).answer().equals(set.get(stored).answer());
  }
}
