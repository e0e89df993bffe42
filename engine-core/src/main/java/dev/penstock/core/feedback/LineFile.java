package dev.penstock.core.feedback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A file that lines are appended to, each whole or not at all; only its owner may read it. */
final class LineFile {
  private static final Set<OpenOption> OPEN =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  /** One for all engines of a process: a file's own lock keeps out other processes only. */
  private static final ReentrantLock WRITING = new ReentrantLock();

  private LineFile() {}

  /** Appends a line; one that a crash has cut off before stays a line of its own. */
  static void append(Path file, String line) throws IOException {
    WRITING.lock();
    try {
      write(file, line);
    } finally {
      WRITING.unlock();
    }
  }

  private static void write(Path file, String line) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (FileChannel channel = FileChannel.open(file, OPEN, ownersOnly())) {
      FileLock lock = channel.lock();
      try {
        append(channel, line);
      } finally {
        lock.release();
      }
    }
  }

  private static void append(FileChannel channel, String line) throws IOException {
    long end = channel.size();
    try {
      ByteBuffer bytes = bytes(endsInside(channel, end) ? "\n" + line + "\n" : line + "\n");
      long at = end;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }

  private static boolean endsInside(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
