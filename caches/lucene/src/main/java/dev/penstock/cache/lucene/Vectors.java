package dev.penstock.cache.lucene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;

/** Unit vectors, and signatures of them: one bit for the sign of each number. */
final class Vectors {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Vectors() {}

  /** The vector in length 1. */
  static float[] unit(float[] vector) {
    double square = 0;
    for (float number : vector) {
      square += (double) number * number;
    }
    double length = Math.sqrt(square);
    float[] unit = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  /** The cosine of unit vectors. */
  static double cosine(float[] one, float[] other) {
    return Math.clamp(VectorUtil.dotProduct(one, other), -1.0, 1.0);
  }

  static long[] signature(float[] vector) {
    long[] signature = new long[Math.ceilDiv(vector.length, Long.SIZE)];
    for (int i = 0; i < vector.length; i++) {
      if (vector[i] > 0) {
        signature[i / Long.SIZE] |= 1L << i % Long.SIZE;
      }
    }
    return signature;
  }

  static byte[] bytes(long[] signature) {
    byte[] bytes = new byte[signature.length * Long.BYTES];
    for (int i = 0; i < signature.length; i++) {
      LONGS.set(bytes, i * Long.BYTES, signature[i]);
    }
    return bytes;
  }

  /** Puts the words of a signature in an array. */
  static void words(BytesRef signature, long[] into, int at) {
    for (int i = 0; i < signature.length / Long.BYTES; i++) {
      into[at + i] = (long) LONGS.get(signature.bytes, signature.offset + i * Long.BYTES);
    }
  }
}
