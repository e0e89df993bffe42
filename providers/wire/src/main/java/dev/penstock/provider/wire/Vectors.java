package dev.penstock.provider.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one vector: a list of numbers, or Base64 of little-endian floats. */
public final class Vectors {
  private Vectors() {}

  /** The vector, or null if it is none. */
  public static float @Nullable [] read(JsonParser json) {
    return switch (json.currentToken()) {
      case START_ARRAY -> numbers(json);
      case VALUE_STRING -> base64(json.getString());
      default -> {
        json.skipChildren();
        yield null;
      }
    };
  }

  private static float @Nullable [] numbers(JsonParser json) {
    float[] vector = new float[1024];
    int length = 0;
    boolean numbersOnly = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (!json.currentToken().isNumeric()) {
        numbersOnly = false;
        json.skipChildren();
        continue;
      }
      if (length == vector.length) {
        vector = Arrays.copyOf(vector, length * 2);
      }
      vector[length++] = json.getFloatValue();
    }
    return numbersOnly ? finite(Arrays.copyOf(vector, length)) : null;
  }

  private static float @Nullable [] base64(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    float[] vector = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return bytes.length % 4 == 0 ? finite(vector) : null;
  }

  private static float @Nullable [] finite(float[] vector) {
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        return null;
      }
    }
    return vector;
  }
}
