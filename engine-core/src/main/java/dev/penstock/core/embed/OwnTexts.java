package dev.penstock.core.embed;

import dev.penstock.api.chat.Metadata;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Vectors of a plugin's own texts, in calls of a few; they are booked under no tenant. What was
 * made before a call failed is not made, nor paid, again. Thread-safe.
 */
public final class OwnTexts implements TextEmbedder {
  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Embedder embedder;
  private final String plugin;
  private final InstantSource clock;
  private final Map<String, Embedding> made = new ConcurrentHashMap<>();

  /** Vectors for a plugin instance of that name. */
  public OwnTexts(Embedder embedder, String plugin, InstantSource clock) {
    this.embedder = embedder;
    this.plugin = plugin;
    this.clock = clock;
  }

  @Override
  public String model() {
    return embedder.model();
  }

  @Override
  public List<Embedding> embed(List<String> texts) throws ProviderException, InterruptedException {
    Map<String, Embedding> found = new HashMap<>();
    Set<String> lacking = new LinkedHashSet<>();
    for (String text : texts) {
      Embedding known = made.get(text);
      if (known == null) {
        lacking.add(text);
      } else {
        found.put(text, known);
      }
    }
    List<String> asked = List.copyOf(lacking);
    for (int at = 0; at < asked.size(); at += AT_ONCE) {
      List<String> some = asked.subList(at, Math.min(asked.size(), at + AT_ONCE));
      String id = plugin + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Asker asker = new Asker(id, clock.instant(), Metadata.EMPTY);
      List<Embedding> vectors = embedder.embed(asker, some, PATIENCE);
      for (int i = 0; i < some.size(); i++) {
        found.put(some.get(i), vectors.get(i));
        made.put(some.get(i), vectors.get(i));
      }
    }
    return texts.stream().map(text -> Objects.requireNonNull(found.get(text))).toList();
  }

  /** Lets go of what was made, once nobody will ask again. */
  public void forget() {
    made.clear();
  }
}
