package dev.penstock.samples.gateway.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A question: the words of the command line, or else what comes in. */
final class QuestionText {
  /** More than any model takes. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private QuestionText() {}

  static String of(List<String> words, InputStream in) throws IOException {
    return words.isEmpty() ? read(in) : String.join(" ", words);
  }

  private static String read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("the question has more than 16 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the question is not UTF-8", e);
    }
  }
}
