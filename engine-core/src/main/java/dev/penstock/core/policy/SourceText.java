package dev.penstock.core.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file's text, checked for size, encoding and control characters before anything parses it.
 *
 * @param name the file as messages name it
 * @param text without byte order mark
 * @param sha256 of the bytes, in hex
 */
record SourceText(String name, String text, String sha256) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** One snapshot of a file's bytes. */
  static SourceText of(Path file, Limits limits) {
    Problems problems = new Problems(file.toString());
    byte[] bytes = bytes(file, limits, problems);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw problems.only(Place.START, NodePath.ROOT, "ENCODING", "the file is not in UTF-8");
    }
    return checked(file.toString(), text, bytes, problems);
  }

  /** Text that came from no file. */
  static SourceText of(String name, String text, Limits limits) {
    Problems problems = new Problems(name);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limits.bytes()) {
      throw tooLarge(problems, limits);
    }
    return checked(name, text, bytes, problems);
  }

  /** The bytes of a regular file; anything else is refused before it is opened. */
  static byte[] bytes(Path file, Limits limits, Problems problems) {
    try {
      if (!Files.isRegularFile(file) && Files.exists(file)) {
        throw problems.only(
            Place.NONE, NodePath.ROOT, "NOT_A_REGULAR_FILE", "found no regular file, expected one");
      }
      if (Files.size(file) > limits.bytes()) {
        throw tooLarge(problems, limits);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(limits.bytes() + 1);
        if (bytes.length > limits.bytes()) {
          throw tooLarge(problems, limits);
        }
        return bytes;
      }
    } catch (NoSuchFileException e) {
      throw problems.only(Place.NONE, NodePath.ROOT, "FILE_MISSING", "there is no such file");
    } catch (IOException e) {
      throw problems.only(
          Place.NONE,
          NodePath.ROOT,
          "FILE_UNREADABLE",
          "the file cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static RuntimeException tooLarge(Problems problems, Limits limits) {
    return problems.only(
        Place.NONE,
        NodePath.ROOT,
        "TOO_LARGE",
        "the file is larger than " + limits.bytes() / 1024 + " KiB");
  }

  private static SourceText checked(String name, String text, byte[] bytes, Problems problems) {
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    String body = marked ? text.substring(1) : text;
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < body.length(); i++) {
      int c = body.codePointAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (!isAllowed(c)) {
        throw problems.only(
            new Place(line, body.codePointCount(lineStart, i) + 1),
            NodePath.ROOT,
            "CONTROL_CHARACTER",
            "found the character U+" + String.format(Locale.ROOT, "%04X", c) + "; remove it");
      }
      i += Character.charCount(c) - 1;
    }
    return new SourceText(name, body, Digest.sha256(bytes));
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\r'
        || (!Character.isISOControl(c)
            && c != BYTE_ORDER_MARK
            && Character.getType(c) != Character.SURROGATE
            && (c & 0xFFFE) != 0xFFFE);
  }
}
