package dev.penstock.cache.lucene;

import static dev.penstock.cache.lucene.Fixtures.answer;
import static dev.penstock.cache.lucene.Fixtures.embedding;
import static dev.penstock.cache.lucene.Fixtures.in;
import static dev.penstock.cache.lucene.Fixtures.key;
import static dev.penstock.cache.lucene.Fixtures.open;

import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.Neighbour;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a process that writes to a cache, at random instants, again and again, and looks at what is
 * left. Run {@link #main} for as many times as a proof wants.
 */
final class Crashes {
  private static final int DIMENSIONS = 64;
  private static final int COMMITTED_EVERY = 100;

  private final Path folder;
  private final Random random = new Random(11);

  Crashes(Path folder) {
    this.folder = folder;
  }

  /**
   * What was found after all crashes.
   *
   * @param wrong answers that were not what was stored
   * @param lost entries that were committed and are not there
   * @param entries what is in the cache at last
   */
  record Result(int crashes, int wrong, int lost, long entries) {}

  /** Prints the result of 50 crashes, or as many as the argument says. */
  public static void main(String[] arguments) throws Exception {
    int crashes = arguments.length == 0 ? 50 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("penstock-crashes").resolve("cache");
    System.out.println(new Crashes(folder).run(crashes));
  }

  Result run(int crashes) throws IOException, InterruptedException {
    int wrong = 0;
    int lost = 0;
    long entries = 0;
    for (int crash = 0; crash < crashes; crash++) {
      int committed = crash(crash);
      try (LuceneCache cache = open(in(folder))) {
        for (int i = 0; i < committed + 2 * COMMITTED_EVERY; i++) {
          String name = name(crash, i);
          CachedAnswer found = cache.peek(key("p" + i % 5, name));
          wrong += found == null || found.text().equals("answer to " + name) ? 0 : 1;
          lost += found == null && i < committed ? 1 : 0;
        }
        wrong += strangers(cache);
        entries = cache.statistics().entries();
      }
    }
    return new Result(crashes, wrong, lost, entries);
  }

  private static int strangers(LuceneCache cache) {
    List<Neighbour> near = cache.nearest(key("p1", "any"), embedding(1, DIMENSIONS), 50);
    int wrong = 0;
    for (Neighbour neighbour : near) {
      boolean right =
          neighbour.answer().text().equals("answer to " + neighbour.key().question())
              && neighbour.key().partition().equals(key("p1", "any").partition());
      wrong += right ? 0 : 1;
    }
    return wrong;
  }

  /** Kills a writer after a while; returns how many entries it had committed. */
  private int crash(int number) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString(),
                Integer.toString(number))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      int committed = COMMITTED_EVERY * Integer.parseInt(lines.readLine());
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextLong(200));
      while (System.nanoTime() < until) {
        LockSupport.parkNanos(until - System.nanoTime());
      }
      // Process.destroyForcibly would close the stream, and lose the last lines.
      process.toHandle().destroyForcibly();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        committed = COMMITTED_EVERY * Integer.parseInt(line);
      }
      process.waitFor();
      return committed;
    }
  }

  private static String name(int crash, int i) {
    return "crash " + crash + " question " + i;
  }

  /** Writes until it is killed, and prints how often it has committed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws InterruptedException {
      LuceneCacheSettings settings = in(Path.of(arguments[0]));
      int crash = Integer.parseInt(arguments[1]);
      Store store = Stores.open(settings, Fixtures.context());
      LuceneCache cache = new LuceneCache(settings, store, Fixtures.CLOCK);
      for (int i = 0; i < 100_000; i++) {
        String name = name(crash, i);
        cache.store(key("p" + i % 5, name), answer("answer to " + name), embedding(i, DIMENSIONS));
        if (i % COMMITTED_EVERY == COMMITTED_EVERY - 1) {
          store.sync();
          System.out.println((i + 1) / COMMITTED_EVERY);
        }
      }
    }
  }
}
