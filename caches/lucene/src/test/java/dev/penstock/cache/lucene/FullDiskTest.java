package dev.penstock.cache.lucene;

import static dev.penstock.cache.lucene.Fixtures.answer;
import static dev.penstock.cache.lucene.Fixtures.context;
import static dev.penstock.cache.lucene.Fixtures.embedding;
import static dev.penstock.cache.lucene.Fixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.spi.CacheKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FullDiskTest {
  private final FullDisk disk = new FullDisk();

  private static LuceneCache cache(Store store) {
    return new LuceneCache(LuceneCacheSettings.DEFAULTS, store, Fixtures.CLOCK);
  }

  private Store store() throws Exception {
    return Store.start(disk, null, LuceneCacheSettings.DEFAULTS, context());
  }

  @Test
  void goesOnWithWhatItHasWhileTheDiskIsFullAndWritesLater() throws Exception {
    Store store = store();
    LuceneCache cache = cache(store);
    cache.store(key("p", "kept"), answer("kept"), embedding(1));
    cache.store(key("p", "forgotten"), answer("forgotten"), embedding(2));
    store.sync();

    disk.full(true);
    cache.store(key("p", "new"), answer("new"), embedding(3));
    store.sync();
    assertThat(cache.find(key("p", "kept"))).isEqualTo(answer("kept"));
    assertThat(cache.find(key("p", "new"))).isEqualTo(answer("new"));
    assertThat(cache.nearest(key("p", "asked"), embedding(1), 3)).hasSize(3);
    cache.forget(key("p", "forgotten").exact());
    cache.veto(key("p", "asked"), key("p", "kept").exact());
    assertThat(cache.nearest(key("p", "asked"), embedding(1), 3)).hasSize(1);

    disk.full(false);
    store.sync();
    assertThat(cache.find(key("p", "new"))).isEqualTo(answer("new"));
    cache.close();

    OpenIndex index = OpenIndex.open(disk);
    List<String> questions = new ArrayList<>();
    List<Vetoes.Veto> vetoes = new ArrayList<>();
    index.each((entry, hits) -> questions.add(entry.key().question()), vetoes::add);
    index.close();
    assertThat(questions).containsExactlyInAnyOrder("kept", "new");
    assertThat(vetoes)
        .containsExactly(new Vetoes.Veto(key("p", "asked").exact(), key("p", "kept").exact()));
  }

  @Test
  void takesNoMoreThanItCanKeepInHeapWhileNothingIsWritten() throws Exception {
    Store store = store();
    try (LuceneCache cache = cache(store)) {
      disk.full(true);
      cache.store(key("p", "first"), answer("a"));
      store.sync();
      CacheKey[] keys =
          IntStream.range(0, 10_000).mapToObj(i -> key("p", "q" + i)).toArray(CacheKey[]::new);
      for (CacheKey key : keys) {
        cache.store(key, answer("a"));
      }
      assertThat(cache.statistics().entries()).isBetween(8_000L, 8_500L);
      disk.full(false);
      store.sync();
      cache.store(keys[9_999], answer("b"));
      assertThat(cache.find(keys[9_999])).isEqualTo(answer("b"));
    }
  }
}
