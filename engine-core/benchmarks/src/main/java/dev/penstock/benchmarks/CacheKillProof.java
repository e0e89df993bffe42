package dev.penstock.benchmarks;

import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Neighbour;
import dev.penstock.spi.SemanticCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process is killed again and again while it writes to a cache; the next one goes on with it. */
final class CacheKillProof {
  private static final int KILLS = 50;
  private static final int SHORTEST_LIFE = 10;
  private static final int LONGEST_LIFE = 500;

  /** How often a life is counted from its first answer, and not from its first commit. */
  private static final int SHORT_EVERY = 5;

  private static final int NEIGHBOURS = 32;
  private static final int LOOKED_FOR = 20;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Random random = new Random(KILLS);
  private final Set<String> seen = new HashSet<>();
  private final List<Long> openings = new ArrayList<>();
  private final Path folder;
  private int opened;
  private int stored;
  private int wrong;
  private int lost;
  private int looked;

  private CacheKillProof(Path folder) {
    this.folder = folder;
  }

  static void show(Proof proof) throws IOException {
    try (Folder folder = Folder.make()) {
      new CacheKillProof(folder.path().resolve("cache")).run(proof);
    }
  }

  private void run(Proof proof) throws IOException {
    for (int life = 0; life < KILLS; life++) {
      int last = live(life, Duration.ofMillis(random.nextInt(SHORTEST_LIFE, LONGEST_LIFE)));
      stored += last + 1;
      try (SemanticCache cache = CacheKillWriter.open(folder)) {
        opened++;
        check(cache, life, last);
      }
    }
    proof.shown(
        "cache opened after kill -9 while it was written, none set aside",
        opened + " times, " + setAside() + " set aside",
        KILLS + " times, 0 set aside",
        opened == KILLS && setAside() == 0);
    proof.atMost(
        "wrong answers among " + looked + " found by exact and similar questions", wrong, 0, "");
    proof.atMost(
        "answers found after a kill and lost after a later one, of " + seen.size(), lost, 0, "");
    openings.sort(Comparator.naturalOrder());
    proof.atMost(
        "slowest of " + openings.size() + " openings in a new process, with a first answer stored",
        openings.getLast() / SECOND,
        2,
        "s");
    proof.beside("median of them", openings.get(openings.size() / 2) / SECOND, "s");
    proof.beside("answers there in the end, of " + stored + " stored", seen.size(), "");
  }

  private long setAside() throws IOException {
    try (Stream<Path> beside = Files.list(folder.resolveSibling("."))) {
      return beside.filter(path -> path.toString().contains(".corrupt-")).count();
    }
  }

  /** The number of the last answer that may have been stored. */
  private int live(int life, Duration time) {
    long end = Long.MAX_VALUE;
    int last = 0;
    Path temporary = folder.toAbsolutePath().getParent();
    try (Jvm writer =
        Jvm.start(
            CacheKillWriter.class,
            temporary == null ? folder : temporary,
            folder.toString(),
            Integer.toString(life))) {
      for (String line = writer.line(); line != null; line = writer.line()) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "open" -> {
            openings.add(Long.parseLong(words[1]));
            end = life % SHORT_EVERY == 0 ? System.nanoTime() + time.toNanos() : end;
          }
          case "committed" -> end = Math.min(end, System.nanoTime() + time.toNanos());
          case "stored" -> last = Integer.parseInt(words[1]);
          default -> throw new IllegalStateException("said " + line);
        }
        if (System.nanoTime() > end) {
          writer.kill();
        }
      }
    }
    return last;
  }

  private void check(SemanticCache cache, int life, int last) {
    Set<String> there = new HashSet<>();
    for (int each = 0; each <= life; each++) {
      for (int number = 0; each == life ? number <= last : isSeen(each, number); number++) {
        CacheKey key = CacheKillWriter.key(each, number);
        CachedAnswer found = cache.peek(key);
        if (found != null) {
          there.add(key.exact());
          looked++;
          wrong += found.text().equals(CacheKillWriter.answer(key).text()) ? 0 : 1;
        }
      }
    }
    lost += (int) seen.stream().filter(key -> !there.contains(key)).count();
    seen.addAll(there);
    for (int i = 0; i < LOOKED_FOR; i++) {
      similar(cache, CacheKillWriter.key(life, random.nextInt(last + 1)));
    }
  }

  /** What a life stored is there from its first answer on to its last commit. */
  private boolean isSeen(int life, int number) {
    return seen.contains(CacheKillWriter.key(life, number).exact());
  }

  private void similar(SemanticCache cache, CacheKey key) {
    for (Neighbour near : cache.nearest(key, CacheKillWriter.vector(key), NEIGHBOURS)) {
      looked++;
      boolean right =
          near.key().partition().equals(key.partition())
              && near.answer().text().equals(CacheKillWriter.answer(near.key()).text());
      wrong += right ? 0 : 1;
    }
  }
}
