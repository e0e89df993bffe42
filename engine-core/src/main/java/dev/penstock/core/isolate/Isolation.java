package dev.penstock.core.isolate;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.Punctual;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a plugin so that it costs its own request at most. One that promises to be {@link
 * NonBlocking} or {@link Punctual} runs on the calling thread; any other runs on a virtual thread
 * that is interrupted and left behind when its time is up.
 */
public final class Isolation {
  private Isolation() {}

  /**
   * Calls a plugin.
   *
   * @throws TimeoutException if the time is up
   * @throws InterruptedException if the calling thread was interrupted; the plugin is, too
   * @throws PluginFault if the plugin threw an error that is not its caller's
   * @throws Exception what the plugin threw
   */
  public static <T extends @Nullable Object> T call(Object plugin, Duration limit, Callable<T> work)
      throws Exception {
    if (plugin instanceof NonBlocking || plugin instanceof Punctual) {
      try {
        return work.call();
      } catch (ProviderException e) {
        throw asInterrupt(e);
      } catch (LinkageError | StackOverflowError | AssertionError e) {
        throw new PluginFault(e);
      }
    }
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("penstock-plugin").start(task);
    Alarm alarm = Alarm.in(limit.toNanos(), () -> task.cancel(true));
    try {
      return task.get();
    } catch (CancellationException e) {
      throw new TimeoutException();
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception thrown -> throw thrown;
        case Error error -> throw new PluginFault(error);
        case null, default -> throw e;
      }
    } finally {
      alarm.cancel();
    }
  }

  /** A call on this very thread that ended because the caller gave up has not failed. */
  private static Exception asInterrupt(ProviderException e) {
    if (e.failure().kind() != FailureKind.CANCELLED || !Thread.interrupted()) {
      return e;
    }
    InterruptedException interrupted = new InterruptedException();
    interrupted.initCause(e);
    return interrupted;
  }

  /** What a plugin did, in words without its message, which may hold anything. */
  public static String describe(Throwable thrown) {
    return switch (thrown) {
      case TimeoutException e -> "did not return in time";
      case PluginFault fault -> "threw " + fault.errorName();
      default -> "threw " + thrown.getClass().getName();
    };
  }
}
