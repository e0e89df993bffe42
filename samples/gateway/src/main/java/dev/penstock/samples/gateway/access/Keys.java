package dev.penstock.samples.gateway.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a file. A changed file is read again within a second. One that cannot be read changes
 * nothing, and that is logged; one that is gone has no keys.
 */
public final class Keys {
  private static final System.Logger LOG = System.getLogger(Keys.class.getName());
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final KeyText NOBODYS = KeyText.random(new SecureRandom());
  private static final ApiKey NOBODY =
      new ApiKey(
          "nobody", ByteBuffer.allocate(ApiKey.HASH_BYTES), "nobody", null, false, null, true);

  private record Version(@Nullable Object file, @Nullable FileTime changed, long size) {}

  private final Path file;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final ReentrantLock reading = new ReentrantLock();
  private final AtomicLong lookedAt;
  private volatile Map<String, ApiKey> keys;
  private volatile Version version;

  private Keys(Path file, InstantSource clock, LongSupplier ticker) throws IOException {
    this.file = file;
    this.clock = clock;
    this.ticker = ticker;
    lookedAt = new AtomicLong(ticker.getAsLong());
    version = versionOf(file);
    keys = KeyFile.read(file);
  }

  /**
   * The keys of a file.
   *
   * @throws IOException if it cannot be read, or has a line that is no key
   */
  public static Keys of(Path file) throws IOException {
    return of(file, InstantSource.system(), System::nanoTime);
  }

  /** The same by another clock and ticker. */
  public static Keys of(Path file, InstantSource clock, LongSupplier ticker) throws IOException {
    return new Keys(file, clock, ticker);
  }

  /** Who has that key, or null for nobody. Takes as long for a wrong key as for none. */
  @Nullable Caller find(String text) {
    readAgain();
    @Nullable KeyText asked = KeyText.of(text);
    @Nullable ApiKey stored = asked == null ? null : keys.get(asked.id());
    byte[] hash = (asked == null ? NOBODYS : asked).hash();
    boolean same = (stored == null ? NOBODY : stored).isHash(hash);
    return stored != null && same && stored.isValid(clock.instant()) ? stored.caller() : null;
  }

  private void readAgain() {
    long now = ticker.getAsLong();
    long last = lookedAt.get();
    if (now - last < LOOK_AGAIN_NANOS || !reading.tryLock()) {
      return;
    }
    try {
      lookedAt.set(now);
      Version found = versionOf(file);
      if (!found.equals(version)) {
        keys = KeyFile.read(file);
        version = found;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the keys stay as they were: " + e.getMessage());
    } finally {
      reading.unlock();
    }
  }

  private static Version versionOf(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Version(null, null, 0);
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
  }
}
