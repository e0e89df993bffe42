package dev.penstock.cache.lucene;

import java.io.IOException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A directory whose disk is full when a test says so. */
final class FullDisk extends FilterDirectory {
  private volatile boolean full;

  FullDisk() {
    super(new ByteBuffersDirectory());
  }

  void full(boolean now) {
    full = now;
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
    return super.createOutput(name, context);
  }

  /** Stays open, for a test to see what was written. */
  @Override
  public void close() {}
}
