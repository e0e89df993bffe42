package dev.penstock.cache.lucene;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.spi.CacheKey;
import dev.penstock.spi.CachedAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.zip.CRC32C;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes, with a checksum in front: Lucene checks those of whole files only when it
 * merges them, and no answer may be given that the disk has changed.
 */
final class EntryBytes {
  /** Changes with the order and meaning of the bytes; an index of another format is set aside. */
  static final String FORMAT = "2";

  private static final int CHECKSUM = Integer.BYTES;

  private EntryBytes() {}

  static byte[] write(Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0);
      out.writeLong(entry.version());
      out.writeLong(entry.expiresAt());
      text(out, entry.space().model());
      out.writeInt(entry.space().dimensions());
      text(out, entry.key().partition());
      text(out, entry.key().exact());
      text(out, entry.key().question());
      answer(out, entry.answer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] all = bytes.toByteArray();
    int checksum = checksum(all, CHECKSUM, all.length - CHECKSUM);
    for (int i = 0; i < CHECKSUM; i++) {
      all[i] = (byte) (checksum >>> (24 - 8 * i));
    }
    return all;
  }

  private static void answer(DataOutputStream out, CachedAnswer answer) throws IOException {
    text(out, answer.text());
    text(out, answer.tenant());
    text(out, answer.route());
    text(out, answer.model());
    text(out, answer.provider());
    out.writeBoolean(answer.simulated());
    text(out, answer.tier());
    nullable(out, answer.intent());
    Usage usage = answer.usage();
    out.writeLong(usage.uncachedInput());
    out.writeLong(usage.cacheRead());
    out.writeLong(usage.cacheWrite5m());
    out.writeLong(usage.cacheWriteOther());
    out.writeLong(usage.output());
    out.writeLong(usage.reasoning());
    out.writeBoolean(usage.estimated());
    out.writeLong(answer.cost().nanos());
    instant(out, answer.storedAt());
    nullable(out, answer.question());
    out.writeInt(answer.tags().size());
    for (String tag : answer.tags()) {
      text(out, tag);
    }
    nullable(out, answer.promptVersion());
    out.writeBoolean(answer.expiresAt() != null);
    if (answer.expiresAt() != null) {
      instant(out, answer.expiresAt());
    }
  }

  /**
   * The entry that was written.
   *
   * @throws CorruptIndexException if the bytes are not those
   */
  static Entry read(BytesRef bytes) throws CorruptIndexException {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes.bytes, bytes.offset, bytes.length))) {
      if (in.readInt() != checksum(bytes.bytes, bytes.offset + CHECKSUM, bytes.length - CHECKSUM)) {
        throw new CorruptIndexException("an entry's checksum is wrong", "the cache's index");
      }
      long version = in.readLong();
      long expiresAt = in.readLong();
      VectorSpace space = new VectorSpace(text(in), in.readInt());
      CacheKey key = new CacheKey(text(in), text(in), text(in));
      return new Entry(key, answer(in), space, version, expiresAt);
    } catch (CorruptIndexException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CorruptIndexException("an entry cannot be read", "the cache's index", e);
    }
  }

  private static CachedAnswer answer(DataInputStream in) throws IOException {
    return new CachedAnswer(
        text(in),
        text(in),
        text(in),
        text(in),
        text(in),
        in.readBoolean(),
        text(in),
        nullable(in),
        new Usage(
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readBoolean()),
        Usd.ofNanos(in.readLong()),
        instant(in),
        nullable(in),
        tags(in),
        nullable(in),
        in.readBoolean() ? instant(in) : null);
  }

  private static Set<String> tags(DataInputStream in) throws IOException {
    Set<String> tags = new LinkedHashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      tags.add(text(in));
    }
    return tags;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void nullable(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      text(out, text);
    }
  }

  private static @Nullable String nullable(DataInputStream in) throws IOException {
    return in.readBoolean() ? text(in) : null;
  }

  private static void instant(DataOutputStream out, Instant instant) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, length);
    return (int) checksum.getValue();
  }
}
