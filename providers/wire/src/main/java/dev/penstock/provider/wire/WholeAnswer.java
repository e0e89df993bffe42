package dev.penstock.provider.wire;

import dev.penstock.spi.ProviderReply;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Collects the fields of a vendor's answer that is sent all at once. */
public interface WholeAnswer {
  /** Reads the object whose begin the parser stands on, to its end. */
  void read(JsonParser json);

  /** Whether there was an answer, or the begin of one. */
  boolean begun();

  /** The error found in place of an answer, or null. */
  @Nullable ErrorBody error();

  /** The answer, once it was read and has begun. */
  ProviderReply toReply();
}
