package dev.penstock.samples.gateway.access;

import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.HttpError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of keys: a JSON object on each line, with {@code id}, {@code sha256}, {@code tenant}, and
 * maybe {@code user}, {@code admin}, {@code expires} and {@code revoked}. Whoever has the file has
 * no key.
 */
public final class KeyFile {
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyFile() {}

  /**
   * Makes a key and adds it to the file, which is created for its owner alone if it is not there.
   *
   * @return the text of the key, which cannot be had again
   */
  public static String create(
      Path file, String tenant, @Nullable String user, boolean admin, @Nullable Instant expires)
      throws IOException {
    KeyText text = KeyText.random(RANDOM);
    ApiKey key =
        new ApiKey(text.id(), ByteBuffer.wrap(text.hash()), tenant, user, admin, expires, false);
    alone(
        file,
        () -> {
          Map<String, ApiKey> keys = read(file);
          keys.put(key.id(), key);
          write(file, keys);
          return true;
        });
    return text.text();
  }

  /**
   * Takes a key back.
   *
   * @param id its id
   * @return whether there was one to take back
   */
  public static boolean revoke(Path file, String id) throws IOException {
    return Files.exists(file) && alone(file, () -> revokeAlone(file, id));
  }

  private static boolean revokeAlone(Path file, String id) throws IOException {
    Map<String, ApiKey> keys = read(file);
    ApiKey key = keys.get(id);
    if (key == null || key.revoked()) {
      return false;
    }
    keys.put(
        id, new ApiKey(id, key.hash(), key.tenant(), key.user(), key.admin(), key.expires(), true));
    write(file, keys);
    return true;
  }

  /** What is known of the keys of a file, which tells nothing that would open a door. */
  public static List<KnownKey> list(Path file) throws IOException {
    return read(file).values().stream()
        .map(
            key ->
                new KnownKey(
                    key.id(), key.tenant(), key.user(), key.admin(), key.expires(), key.revoked()))
        .toList();
  }

  /** Changes a file while nobody else does, so that no key of two at once is lost. */
  private static synchronized boolean alone(Path file, Change change) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      return held.isValid() && change.run();
    }
  }

  private interface Change {
    boolean run() throws IOException;
  }

  /** The id within the text of a key, to tell of it; null if it is none. */
  public static @Nullable String idOf(String text) {
    @Nullable KeyText key = KeyText.of(text);
    return key == null ? null : key.id();
  }

  static Map<String, ApiKey> read(Path file) throws IOException {
    Map<String, ApiKey> keys = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return keys;
    }
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        ApiKey key = parse(lines.get(i));
        if (keys.put(key.id(), key) != null) {
          throw new IllegalArgumentException("a key with this id stands above");
        }
      } catch (HttpError | IllegalArgumentException | DateTimeException e) {
        throw new IOException(file + ":" + (i + 1) + " is no key: " + e.getMessage(), e);
      }
    }
    return keys;
  }

  private static ApiKey parse(String line) {
    Map<String, Object> fields =
        JsonIn.read(line.getBytes(StandardCharsets.UTF_8), in -> in.object());
    for (String name : fields.keySet()) {
      if (!List.of("id", "sha256", "tenant", "user", "admin", "expires", "revoked")
          .contains(name)) {
        throw new IllegalArgumentException("unknown field " + name);
      }
    }
    @Nullable String expires = optional(fields, "expires");
    return new ApiKey(
        needed(fields, "id"),
        ByteBuffer.wrap(HexFormat.of().parseHex(needed(fields, "sha256"))),
        needed(fields, "tenant"),
        optional(fields, "user"),
        Boolean.TRUE.equals(fields.get("admin")),
        expires == null ? null : Instant.parse(expires),
        Boolean.TRUE.equals(fields.get("revoked")));
  }

  private static String needed(Map<String, Object> fields, String name) {
    String text = optional(fields, name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private static @Nullable String optional(Map<String, Object> fields, String name) {
    Object value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return (String) value;
  }

  /** Replaces the file in one step, so that nobody reads half of it. */
  private static void write(Path file, Map<String, ApiKey> keys) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (ApiKey key : keys.values()) {
      lines.append(new String(line(key), StandardCharsets.UTF_8)).append('\n');
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    boolean posix =
        file.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(next, lines, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String hex(ApiKey key) {
    byte[] hash = new byte[ApiKey.HASH_BYTES];
    key.hash().duplicate().get(hash);
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] line(ApiKey key) {
    return JsonOut.write(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("id", key.id());
          out.writeStringProperty("sha256", hex(key));
          out.writeStringProperty("tenant", key.tenant());
          if (key.user() != null) {
            out.writeStringProperty("user", key.user());
          }
          if (key.admin()) {
            out.writeBooleanProperty("admin", true);
          }
          if (key.expires() != null) {
            out.writeStringProperty("expires", key.expires().toString());
          }
          if (key.revoked()) {
            out.writeBooleanProperty("revoked", true);
          }
          out.writeEndObject();
        });
  }
}
