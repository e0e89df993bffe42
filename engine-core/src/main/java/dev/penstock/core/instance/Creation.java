package dev.penstock.core.instance;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.PluginFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a factory on a thread of its own, and does not wait for ever. */
final class Creation {
  private static final Logger LOG = LoggerFactory.getLogger(Creation.class);

  private final CompletableFuture<AutoCloseable> outcome = new CompletableFuture<>();

  /**
   * A new instance.
   *
   * @throws ExecutionException with what the factory threw
   * @throws TimeoutException if it takes too long; what it creates later is closed
   */
  static <S extends Record> AutoCloseable create(
      PluginFactory<S, ?> factory, Record settings, PluginContext context, Duration limit)
      throws ExecutionException, TimeoutException {
    return new Creation().run(factory, factory.settings().cast(settings), context, limit);
  }

  private <S extends Record> AutoCloseable run(
      PluginFactory<S, ?> factory, S settings, PluginContext context, Duration limit)
      throws ExecutionException, TimeoutException {
    Thread thread =
        Thread.ofVirtual()
            .name("penstock-create-" + context.instance())
            .unstarted(() -> create(factory, settings, context));
    thread.setContextClassLoader(factory.getClass().getClassLoader());
    thread.start();
    try {
      return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      abandon(thread, e);
      throw e;
    } catch (InterruptedException e) {
      abandon(thread, e);
      Thread.currentThread().interrupt();
      throw new PenstockException(ErrorCode.CANCELLED, "interrupted while creating plugins", e);
    }
  }

  private void abandon(Thread thread, Exception reason) {
    if (!outcome.completeExceptionally(reason) && !outcome.isCompletedExceptionally()) {
      close(outcome.join());
    }
    thread.interrupt();
  }

  private <S extends Record> void create(
      PluginFactory<S, ?> factory, S settings, PluginContext context) {
    try {
      @Nullable AutoCloseable created = factory.create(settings, context);
      if (created == null) {
        outcome.completeExceptionally(new NullPointerException("it created nothing"));
      } else if (!outcome.complete(created)) {
        close(created);
      }
    } catch (Throwable e) {
      outcome.completeExceptionally(e);
    }
  }

  private static void close(AutoCloseable late) {
    try {
      late.close();
    } catch (Exception e) {
      LOG.warn("a plugin that was created too late failed to close", e);
    }
  }
}
