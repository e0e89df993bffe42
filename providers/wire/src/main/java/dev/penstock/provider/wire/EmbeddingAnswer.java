package dev.penstock.provider.wire;

import dev.penstock.spi.ReportedUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Collects the fields of a vendor's answer with vectors. */
public interface EmbeddingAnswer {
  /** Reads the object whose begin the parser stands on, to its end. */
  void read(JsonParser json);

  /** The vectors found so far. */
  VectorRows rows();

  /** The usage, or null if it told none or nonsense. */
  @Nullable ReportedUsage usage();

  /** The error found in place of an answer, or null. */
  @Nullable ErrorBody error();
}
