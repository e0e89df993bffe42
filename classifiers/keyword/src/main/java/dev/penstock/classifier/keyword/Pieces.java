package dev.penstock.classifier.keyword;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All runs of one, two and three ASCII characters of a text, in any case and with 0 for every
 * digit: enough to say quickly that a longer text does not occur, and sometimes wrong in saying
 * that it may. Used by one thread.
 */
final class Pieces {
  private static final int PAIRS = 1 << 7;
  private static final int TRIPLES = PAIRS + (1 << 14);
  private static final int TRIPLE_BITS = 13;
  private static final int SIZE = TRIPLES + (1 << TRIPLE_BITS);

  private final String text;
  private final long[] present = new long[SIZE / 64];
  private @Nullable String lowered;

  Pieces(String text) {
    this.text = text;
    int before = -1;
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        before = -1;
        last = -1;
        continue;
      }
      int now = plain(c);
      set(now);
      if (last >= 0) {
        set(pair(last, now));
        if (before >= 0) {
          set(triple(before, last, now));
        }
      }
      before = last;
      last = now;
    }
  }

  boolean mayContain(Wanted wanted) {
    for (int[] places : wanted.texts) {
      if (hasAll(places)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the text has a member of each set, one after the other without overlap. */
  boolean haveInOrder(List<Wanted> wanted) {
    int from = 0;
    for (Wanted one : wanted) {
      from = endOfFirst(one, from);
      if (from < 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the member that ends first ends, or -1 if there is none from there on. */
  private int endOfFirst(Wanted wanted, int from) {
    String searched = lowered();
    int end = -1;
    for (int i = 0; i < wanted.texts.length; i++) {
      if (hasAll(wanted.texts[i])) {
        String member = wanted.members[i];
        int found = searched.indexOf(member, from);
        if (found >= 0 && (end < 0 || found + member.length() < end)) {
          end = found + member.length();
        }
      }
    }
    return end;
  }

  private String lowered() {
    String known = lowered;
    if (known == null) {
      char[] chars = text.toCharArray();
      for (int i = 0; i < chars.length; i++) {
        chars[i] = (char) plain(chars[i]);
      }
      known = new String(chars);
      lowered = known;
    }
    return known;
  }

  private boolean hasAll(int[] places) {
    for (int place : places) {
      if ((present[place >> 6] & (1L << place)) == 0) {
        return false;
      }
    }
    return true;
  }

  private void set(int place) {
    present[place >> 6] |= 1L << place;
  }

  /** The character that stands for this one: a small letter for a letter, 0 for a digit. */
  static int plain(int c) {
    if (c >= 'A' && c <= 'Z') {
      return c + 0x20;
    }
    return c >= '0' && c <= '9' ? '0' : c;
  }

  private static int pair(int first, int second) {
    return PAIRS + ((first << 7) | second);
  }

  private static int triple(int first, int second, int third) {
    int all = (first << 14) | (second << 7) | third;
    return TRIPLES + ((all * 0x9E3779B1) >>> (32 - TRIPLE_BITS));
  }

  /** Texts of which one must occur, as the places of the pieces they consist of. */
  static final class Wanted {
    private final String[] members;
    private final int[][] texts;

    private Wanted(Collection<String> members) {
      this.members = members.toArray(String[]::new);
      this.texts = members.stream().map(Wanted::places).toArray(int[][]::new);
    }

    /** Texts of {@link #plain} ASCII, none empty. */
    static Wanted anyOf(Collection<String> texts) {
      return new Wanted(texts);
    }

    private static int[] places(String text) {
      if (text.length() == 1) {
        return new int[] {text.charAt(0)};
      }
      if (text.length() == 2) {
        return new int[] {pair(text.charAt(0), text.charAt(1))};
      }
      int[] places = new int[text.length() - 2];
      for (int i = 0; i < places.length; i++) {
        places[i] = triple(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2));
      }
      return places;
    }
  }
}
