package dev.penstock.classifier.keyword;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all texts in which a part of a pattern is found, in {@link Pieces#plain} ASCII.
 * Knowing less than there is to know is always right; it only costs time. The method is that of
 * Russ Cox, "Regular Expression Matching with a Trigram Index" (2012).
 *
 * @param exact all texts the part matches, or null if they are too many or not ASCII
 * @param required sets of which each has a member in the text, one after the other
 * @param size the size of the part's program, roughly
 */
record Needs(@Nullable Set<String> exact, List<Set<String>> required, long size) {
  private static final int MAX_TEXTS = 64;
  private static final int MAX_SETS = 4;
  private static final int MOST_REPEATED = 32;
  private static final long MAX_SIZE = 1_000_000_000;
  private static final Comparator<Set<String>> TELLING =
      Comparator.<Set<String>>comparingInt(Needs::shortest).reversed().thenComparingInt(Set::size);

  /** Matches nothing but a place between characters. */
  static final Needs NOTHING = new Needs(Set.of(""), List.of(), 1);

  /** Matches one character of unknown kind. */
  static final Needs ANYTHING = new Needs(null, List.of(), 1);

  Needs {
    size = Math.min(size, MAX_SIZE);
  }

  static Needs text(Set<String> exact) {
    return exact.size() > MAX_TEXTS ? ANYTHING : new Needs(exact, List.of(), 1);
  }

  static Needs sequence(List<Needs> parts) {
    List<Set<String>> required = new ArrayList<>();
    Set<String> run = Set.of("");
    boolean whole = true;
    long size = 1;
    for (Needs part : parts) {
      size += part.size;
      @Nullable Set<String> longer = part.exact == null ? null : product(run, part.exact);
      if (longer != null) {
        run = longer;
      } else {
        whole = false;
        addTo(required, run);
        required.addAll(part.required);
        run = part.exact == null ? Set.of("") : part.exact;
      }
    }
    if (whole) {
      return new Needs(run, List.of(), size);
    }
    addTo(required, run);
    return new Needs(null, best(required), size);
  }

  static Needs choice(List<Needs> branches) {
    Set<String> exact = new TreeSet<>();
    Set<String> any = new TreeSet<>();
    boolean allExact = true;
    boolean allRequire = true;
    long size = 1;
    for (Needs branch : branches) {
      size += branch.size;
      if (branch.exact == null) {
        allExact = false;
      } else {
        exact.addAll(branch.exact);
      }
      List<Set<String>> required = branch.known();
      if (required.isEmpty()) {
        allRequire = false;
      } else {
        any.addAll(Collections.min(required, TELLING));
      }
    }
    if (allExact && exact.size() <= MAX_TEXTS) {
      return new Needs(exact, List.of(), size);
    }
    boolean useful = allRequire && any.size() <= MAX_TEXTS;
    return new Needs(null, useful ? List.of(any) : List.of(), size);
  }

  /** Repeated at least and at most so often; the latter is -1 for no limit. */
  Needs repeated(int least, int most) {
    long longer = size * Math.max(1, most < 0 ? least : most) + 1;
    if (least == 1 && most == 1) {
      return new Needs(exact, required, longer);
    }
    if (least == 0) {
      if (most != 1 || exact == null) {
        return new Needs(null, List.of(), longer);
      }
      Set<String> orNothing = new TreeSet<>(exact);
      orNothing.add("");
      return new Needs(orNothing, List.of(), longer);
    }
    @Nullable Set<String> times = exact == null ? null : times(least);
    if (times == null) {
      return new Needs(null, known(), longer);
    }
    Needs all = new Needs(times, List.of(), longer);
    return least == most ? all : new Needs(null, all.known(), longer);
  }

  private @Nullable Set<String> times(int times) {
    Set<String> once = Objects.requireNonNull(exact);
    int longest = once.stream().mapToInt(String::length).max().orElse(0);
    if ((long) longest * times > MOST_REPEATED) {
      return null;
    }
    @Nullable Set<String> all = Set.of("");
    for (int i = 0; i < times && all != null; i++) {
      all = product(all, once);
    }
    return all;
  }

  /** The sets of which each has a member in the text, one after the other without overlap. */
  List<Set<String>> known() {
    if (exact == null) {
      return required;
    }
    List<Set<String>> known = new ArrayList<>();
    addTo(known, exact);
    return known;
  }

  private static void addTo(List<Set<String>> required, Set<String> texts) {
    if (!texts.contains("")) {
      required.add(texts);
    }
  }

  /** The most telling sets, in the order in which their members follow each other. */
  private static List<Set<String>> best(List<Set<String>> required) {
    List<Set<String>> telling = required.stream().sorted(TELLING).limit(MAX_SETS).toList();
    return required.stream().filter(telling::contains).limit(MAX_SETS).toList();
  }

  private static int shortest(Set<String> texts) {
    return texts.stream().mapToInt(text -> Math.min(text.length(), 3)).min().orElse(0);
  }

  private static @Nullable Set<String> product(Set<String> firsts, Set<String> seconds) {
    if ((long) firsts.size() * seconds.size() > MAX_TEXTS) {
      return null;
    }
    Set<String> product = new TreeSet<>();
    for (String first : firsts) {
      for (String second : seconds) {
        product.add(first + second);
      }
    }
    return product;
  }
}
