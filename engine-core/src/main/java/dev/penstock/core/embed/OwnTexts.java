package dev.penstock.core.embed;

import dev.penstock.api.chat.Metadata;
import dev.penstock.spi.Embedding;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.TextEmbedder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Vectors of a plugin's own texts, in calls of a few; they are booked under no tenant. */
public final class OwnTexts implements TextEmbedder {
  private static final int AT_ONCE = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Embedder embedder;
  private final String plugin;
  private final InstantSource clock;

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
    List<Embedding> all = new ArrayList<>(texts.size());
    for (int at = 0; at < texts.size(); at += AT_ONCE) {
      List<String> some = texts.subList(at, Math.min(texts.size(), at + AT_ONCE));
      String id = plugin + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Asker asker = new Asker(id, clock.instant(), Metadata.EMPTY);
      all.addAll(embedder.embed(asker, some, PATIENCE));
    }
    return all;
  }
}
