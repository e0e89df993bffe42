package dev.penstock.core.match;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A word on one side must not have its opposite on the other. */
final class OppositesGuard implements Guard {
  private static final List<String> PAIRS =
      List.of(
          "buy sell",
          "open close",
          "add remove",
          "add delete",
          "create delete",
          "create close",
          "enable disable",
          "activate deactivate",
          "lock unlock",
          "block unblock",
          "freeze unfreeze",
          "increase decrease",
          "raise lower",
          "on off",
          "up down",
          "in out",
          "before after",
          "first last",
          "more less",
          "most least",
          "highest lowest",
          "high low",
          "send receive",
          "deposit withdraw",
          "incoming outgoing",
          "start stop",
          "start end",
          "begin end",
          "old new",
          "minimum maximum",
          "min max",
          "best worst",
          "win lose",
          "accept decline",
          "accept reject",
          "import export",
          "upload download",
          "with without",
          "always never",
          "sender recipient",
          "debit credit",
          "login logout",
          "subscribe unsubscribe",
          "place cancel",
          "change cancel",
          "track cancel",
          "free premium",
          "cheap expensive",
          "early late",
          "today tomorrow",
          "yesterday tomorrow",
          "yesterday today",
          "left right",
          "inside outside",
          "arrive depart",
          "arrival departure",
          "push pull",
          "show hide",
          "save discard",
          "long short",
          "physical virtual",
          "international domestic",
          "lost stolen",
          "encrypt decrypt",
          "compress decompress",
          "install uninstall",
          "mount unmount",
          "borrow lend",
          "hire fire",
          "input output",
          "ascending descending",
          "increasing decreasing",
          "horizontal vertical",
          "hot cold",
          "north south",
          "east west",
          "male female",
          "buyer seller",
          "landlord tenant",
          "employer employee",
          "legal illegal",
          "public private",
          "safe unsafe",
          "positive negative",
          "pause resume",
          "like dislike");
  private static final Map<String, Set<String>> OPPOSITES = new HashMap<>();

  static {
    for (String pair : PAIRS) {
      String[] two = pair.split(" ", 2);
      for (String one : forms(two[0])) {
        for (String other : forms(two[1])) {
          OPPOSITES.computeIfAbsent(one, w -> new HashSet<>()).add(other);
          OPPOSITES.computeIfAbsent(other, w -> new HashSet<>()).add(one);
        }
      }
    }
  }

  @Override
  public String name() {
    return "opposites";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    for (String word : asked.words()) {
      Set<String> opposites = OPPOSITES.get(word);
      if (opposites == null || stored.words().contains(word)) {
        continue;
      }
      for (String opposite : opposites) {
        if (stored.words().contains(opposite) && !asked.words().contains(opposite)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A word with its regular endings; a form that does not exist does no harm. */
  private static List<String> forms(String word) {
    if (word.length() < 4) {
      return List.of(word);
    }
    String stem = word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
    return List.of(word, word + "s", stem + "ing", stem + "ed");
  }
}
