package dev.penstock.cache.lucene;

import dev.penstock.spi.PluginContext;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The stores that are open, by folder: a policy that replaces another opens its cache before the
 * other's is closed, and a folder can be written by one store only.
 */
final class Stores {
  private static final System.Logger LOG = System.getLogger(Stores.class.getName());
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Map<Path, Shared> OPEN = new HashMap<>();

  private Stores() {}

  private static final class Shared {
    final Store store;
    int holders = 1;

    Shared(Store store) {
      this.store = store;
    }
  }

  /**
   * Opens the store of a folder, or one in memory.
   *
   * @throws IllegalArgumentException if the folder cannot be used
   */
  static Store open(LuceneCacheSettings settings, PluginContext context) {
    Path path = settings.path();
    if (path == null) {
      return openInMemory(settings, context);
    }
    Path folder = IndexFolder.make(context.resolve(path));
    LOCK.lock();
    try {
      Shared shared = OPEN.get(folder);
      if (shared != null) {
        shared.holders++;
        shared.store.limit(settings);
        return shared.store;
      }
      Store store = openFolder(folder, settings, context);
      OPEN.put(folder, new Shared(store));
      return store;
    } finally {
      LOCK.unlock();
    }
  }

  private static Store openInMemory(LuceneCacheSettings settings, PluginContext context) {
    try {
      return Store.start(new ByteBuffersDirectory(), null, settings, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets go of a store; the last one closes it. */
  static void release(Store store) {
    Path folder = store.folder();
    if (folder == null) {
      store.close();
      return;
    }
    LOCK.lock();
    try {
      Shared shared = OPEN.get(folder);
      if (shared != null && shared.store == store && --shared.holders == 0) {
        OPEN.remove(folder);
        store.close();
      }
    } finally {
      LOCK.unlock();
    }
  }

  private static Store openFolder(
      Path folder, LuceneCacheSettings settings, PluginContext context) {
    Directory directory = null;
    try {
      directory = FSDirectory.open(folder);
      try {
        return Store.start(directory, folder, settings, context);
      } catch (CorruptIndexException
          | IndexFormatTooOldException
          | IndexFormatTooNewException
          | EOFException
          | FileNotFoundException
          | NoSuchFileException e) {
        directory.close();
        Path aside = IndexFolder.setAside(folder);
        LOG.log(
            System.Logger.Level.WARNING,
            "the cache in {0} cannot be read; it starts empty, and the old one is in {1}: {2}",
            folder,
            aside,
            e.getMessage());
        directory = FSDirectory.open(folder);
        return Store.start(directory, folder, settings, context);
      }
    } catch (LockObtainFailedException e) {
      throw new IllegalArgumentException(
          "path: the cache in %s is open in another process; give each process a folder of its own"
              .formatted(folder),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "path: the cache in %s cannot be opened: %s".formatted(folder, e), e);
    }
  }
}
