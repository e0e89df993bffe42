package dev.penstock.samples.gateway.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** How many files and connections this process may have open. */
interface Descriptors {
  /** A system that tells no limit. */
  Descriptors UNLIMITED =
      new Descriptors() {
        @Override
        public long limit() {
          return Long.MAX_VALUE;
        }

        @Override
        public long open() {
          return 0;
        }
      };

  /** The most that may be open. */
  long limit();

  /** How many are; to count them takes the longer the more there are. */
  long open();

  /** Those of this process. */
  static Descriptors ofProcess() {
    @Nullable Object system = ManagementFactory.getOperatingSystemMXBean();
    if (!(system instanceof UnixOperatingSystemMXBean unix)) {
      return UNLIMITED;
    }
    return new Descriptors() {
      @Override
      public long limit() {
        return unix.getMaxFileDescriptorCount();
      }

      @Override
      public long open() {
        return unix.getOpenFileDescriptorCount();
      }
    };
  }
}
