package dev.penstock.core.fakes;

import dev.penstock.api.money.Usd;
import dev.penstock.api.report.CacheStatistics;
import dev.penstock.spi.AnswerCache;
import dev.penstock.spi.CacheFactory;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.SemanticCache;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A semantic cache over a map, which can be told to forget where partitions end. */
public final class FakeSemanticCache implements CacheFactory<NoSettings>, SemanticCache {
  private record Entry(CacheKey key, CachedAnswer answer, @Nullable Embedding embedding) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Set<String> vetoes = ConcurrentHashMap.newKeySet();
  private volatile boolean leaky;
  private volatile @Nullable Instant expiry;

  /** From now on it finds entries of all partitions. */
  public void leak() {
    leaky = true;
  }

  public int size() {
    return entries.size();
  }

  /** From now on it says that its entries expire then; it keeps them all the same. */
  public void expiresAt(Instant end) {
    expiry = end;
  }

  public Collection<CachedAnswer> answers() {
    return entries.values().stream().map(Entry::answer).toList();
  }

  public int vetoes() {
    return vetoes.size();
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public AnswerCache create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public @Nullable CachedAnswer find(CacheKey key) {
    return peek(key);
  }

  @Override
  public @Nullable CachedAnswer peek(CacheKey key) {
    Entry entry = entries.get(key.exact());
    return entry == null ? null : entry.answer();
  }

  @Override
  public void store(CacheKey key, CachedAnswer answer) {
    store(key, answer, null);
  }

  @Override
  public void store(CacheKey key, CachedAnswer answer, @Nullable Embedding embedding) {
    entries.put(key.exact(), new Entry(key, answer, embedding));
  }

  @Override
  public List<Neighbour> nearest(CacheKey key, @Nullable Embedding embedding, int k) {
    return entries.entrySet().stream()
        .filter(e -> leaky || e.getValue().key().partition().equals(key.partition()))
        .filter(e -> !vetoes.contains(key.exact() + e.getKey()))
        .filter(e -> (embedding == null) == (e.getValue().embedding() == null))
        .map(e -> neighbour(e.getKey(), e.getValue(), embedding))
        .sorted(Comparator.comparingDouble(Neighbour::similarity).reversed())
        .limit(k)
        .toList();
  }

  private Neighbour neighbour(String id, Entry entry, @Nullable Embedding asked) {
    Embedding its = entry.embedding();
    return asked == null || its == null
        ? new Neighbour(
            id, entry.key(), entry.answer(), 0.5, Neighbour.Measure.LEXICAL, expiry, null)
        : new Neighbour(
            id,
            entry.key(),
            entry.answer(),
            asked.cosine(its),
            Neighbour.Measure.COSINE,
            expiry,
            its);
  }

  @Override
  public boolean refresh(String entryId, CachedAnswer answer) {
    return entries.computeIfPresent(
            entryId, (id, old) -> new Entry(old.key(), answer, old.embedding()))
        != null;
  }

  @Override
  public void recalled(CacheKey asked, Neighbour neighbour) {}

  @Override
  public boolean forget(String entryId) {
    return entries.remove(entryId) != null;
  }

  @Override
  public void veto(CacheKey asked, String entryId) {
    vetoes.add(asked.exact() + entryId);
  }

  @Override
  public long forget(Predicate<CachedAnswer> which) {
    long before = entries.size();
    entries.values().removeIf(entry -> which.test(entry.answer()));
    return before - entries.size();
  }

  @Override
  public CacheStatistics statistics() {
    return new CacheStatistics(0, 0, entries.size(), Usd.ZERO);
  }

  @Override
  public void close() {}
}
