package dev.penstock.store.sqlite;

import dev.penstock.spi.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A lock beside the file: one engine writes it. The system lets go of it if the process dies. */
final class Ownership implements AutoCloseable {
  private final FileChannel channel;

  private Ownership(FileChannel channel) {
    this.channel = channel;
  }

  static Ownership of(Path file) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return locked(channel, file);
    } catch (IOException e) {
      throw new StoreException("cannot write " + lock + " beside the ledger: " + e, e);
    }
  }

  private static Ownership locked(FileChannel channel, Path file) throws IOException {
    @Nullable Object lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // another engine of this very process
    }
    if (lock == null) {
      channel.close();
      throw new StoreException(
          "another engine has the ledger "
              + file
              + " open; close that one first, or give each its own path");
    }
    return new Ownership(channel);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot let go of the ledger's lock", e);
    }
  }
}
