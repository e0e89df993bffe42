package dev.penstock.core.engine;

import dev.penstock.api.ChatStream;
import dev.penstock.api.ChatStream.Chunk;
import java.util.ArrayList;
import java.util.List;

/** Reads streams to their end. */
final class Streams {
  private Streams() {}

  static List<String> texts(ChatStream stream) {
    List<String> texts = new ArrayList<>();
    for (Chunk chunk = stream.next(); chunk != null; chunk = stream.next()) {
      if (chunk instanceof Chunk.Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}
