package dev.penstock.core.tokens;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calibrations learn from reports. A count that is there is used; else one request in some is
 * counted for it, off the request's path and one at a time.
 */
public final class CalibrationSampler {
  private static final Logger LOG = LoggerFactory.getLogger(CalibrationSampler.class);
  private static final long EVERY = 64;

  /** Longer requests are not counted for this alone. */
  private static final long LONGEST = 64 << 10;

  private final TokenCounter counter;
  private final Executor background;
  private final AtomicLong reports = new AtomicLong();
  private final AtomicBoolean counting = new AtomicBoolean();

  /** A sampler that counts on threads of its own, which end with the count. */
  public CalibrationSampler(TokenCounter counter) {
    this(counter, count -> Thread.ofVirtual().name("penstock-calibration").start(count));
  }

  CalibrationSampler(TokenCounter counter, Executor background) {
    this.counter = counter;
    this.background = background;
  }

  /** Takes in the input tokens that were reported for a request. */
  public void learn(Calibration calibration, InputSize input, long reported) {
    Long counted = input.countIfKnown();
    if (counted == null) {
      sample(calibration, input, reported);
    } else if (isText(input.request())) {
      calibration.learn(counted, reported);
    }
  }

  private void sample(Calibration calibration, InputSize input, long reported) {
    if (reports.getAndIncrement() % EVERY != 0
        || input.bound() > LONGEST
        || !TokenCounter.isLoaded()
        || !isText(input.request())
        || !counting.compareAndSet(false, true)) {
      return;
    }
    ChatRequest request = input.request();
    background.execute(
        () -> {
          try {
            calibration.learn(counter.count(request), reported);
          } catch (RuntimeException e) {
            LOG.warn("a request could not be counted to learn from it", e);
          } finally {
            counting.set(false);
          }
        });
  }

  /** Images are counted flat, which would spoil the ratio of text. */
  private static boolean isText(ChatRequest request) {
    for (Message message : request.messages()) {
      if (message instanceof Message.User(var parts)) {
        for (Part part : parts) {
          if (!(part instanceof Part.Text)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
