package dev.penstock.core.store;

import dev.penstock.spi.store.LedgerSum;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The tags that are told apart in an hour or a day; a service may have one for each request. All
 * that find no room are one. A tag that found none finds none later.
 */
final class TagRoom {
  static final int MOST = 1_000;

  private final Set<String> tags;
  private final int most;

  private TagRoom(Collection<String> tags, int most) {
    this.tags = new HashSet<>(tags);
    this.most = most;
  }

  /** Room for so many tags as are told apart, some of which are there already. */
  static TagRoom with(Collection<String> tags) {
    return new TagRoom(tags, MOST);
  }

  /** Room for none. */
  static TagRoom closed() {
    return new TagRoom(Set.of(), 0);
  }

  /** The tags that a row counts under. */
  Set<String> told(Set<String> asked) {
    Set<String> told = HashSet.newHashSet(asked.size());
    for (String tag : asked) {
      told.add(finds(tag) ? tag : LedgerSum.OTHER_TAGS);
    }
    return told.equals(asked) ? asked : Set.copyOf(told);
  }

  private boolean finds(String tag) {
    return tags.contains(tag) || (tags.size() < most && tags.add(tag));
  }
}
