package dev.penstock.provider.onnx;

import dev.penstock.api.policy.Description;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the provider {@code onnx}.
 *
 * @param threads how many texts are embedded at the same time, each by one thread; null means
 *     {@link #DEFAULT_THREADS}
 * @param nativeDir the folder in which native libraries are unpacked, for a moment and readable by
 *     the owner only; null means the system's folder for temporary files. For systems that let no
 *     libraries be loaded from there
 */
public record OnnxSettings(
    @Description("Texts embedded at the same time; 4 if absent") @Nullable Integer threads,
    @Description("Folder to unpack native libraries in; that of temporary files if absent")
        @Nullable Path nativeDir) {
  /** The texts embedded at the same time if the policy does not say. */
  public static final int DEFAULT_THREADS = 4;

  private static final int MOST_THREADS = 256;

  /** The settings of a policy that says nothing. */
  public static final OnnxSettings DEFAULTS = new OnnxSettings(null, null);

  /** Refuses what is out of range. */
  public OnnxSettings {
    threads = threads == null ? DEFAULT_THREADS : threads;
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException("threads must be from 1 to 256");
    }
    if (nativeDir != null && nativeDir.toString().isBlank()) {
      throw new IllegalArgumentException("native-dir must not be empty");
    }
  }

  @Override
  public Integer threads() {
    return threads == null ? DEFAULT_THREADS : threads;
  }
}
