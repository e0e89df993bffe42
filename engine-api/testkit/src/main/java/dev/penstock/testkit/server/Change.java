package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.time.Duration;
import java.util.List;

/** One thing that happens to a reply on its way. */
sealed interface Change {
  /** Where a reply ends that is not sent to its end, or what follows its end. */
  enum End {
    CLOSE,
    STALL,
    RESET
  }

  /** What changes the events of a body; made in the order of the calls. */
  sealed interface Edit extends Change {}

  record BeforeHead(Pause pause) implements Change {}

  record BeforeBody(Pause pause) implements Change {}

  record Slices(int bytes, Pause between) implements Change {
    public Slices {
      atLeast(1, bytes, "bytes of a slice");
      if (bytes > ChunkSizes.MOST) {
        throw new IllegalArgumentException("slices: at most " + ChunkSizes.MOST + " bytes each");
      }
    }
  }

  record ChunkSizes(List<Integer> sizes) implements Change {
    private static final int MOST = 16 << 20;

    public ChunkSizes {
      sizes = List.copyOf(sizes);
      if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1 || size > MOST)) {
        throw new IllegalArgumentException(
            "chunks: give at least one size, each from 1 to " + MOST + " bytes");
      }
    }
  }

  record HeaderLine(String name, String value) implements Change {
    public HeaderLine {
      if (name.isEmpty() || !(name + value).chars().allMatch(c -> c < 256 && c >= ' ')) {
        throw new IllegalArgumentException(
            "a header has a name and characters from U+0020 to U+00FF; use Reply.raw for others");
      }
    }
  }

  record HeaderFilling(int lines, int bytes) implements Change {
    private static final long MOST = 64L << 20;

    public HeaderFilling {
      atLeast(0, lines, "header lines");
      atLeast(0, bytes, "bytes of a header");
      if (Math.multiplyFull(lines, bytes) > MOST) {
        throw new IllegalArgumentException("headers: at most " + MOST + " bytes");
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Trailing(byte[] bytes) implements Change {}

  record Length(long bytes) implements Change {
    public Length {
      atLeast(0, bytes, "bytes of a body");
    }
  }

  record Break(long bodyBytes, End end) implements Change {
    public Break {
      atLeast(0, bodyBytes, "bytes");
    }
  }

  record CloseIdle(Duration idle) implements Change {}

  record Alive(KeepAlive keepAlive) implements Change {}

  record Paced(Pause pause) implements Change {}

  record Billed(Usage usage) implements Change {}

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Insert(int after, byte[] text) implements Edit {
    public Insert {
      atLeast(0, after, "events");
    }
  }

  record Fail(int after, Reply.Failure failure) implements Edit {
    public Fail {
      atLeast(0, after, "events");
    }
  }

  record DropLast(int events) implements Edit {
    public DropLast {
      atLeast(0, events, "events");
    }
  }

  record Repeat(int event, long times) implements Edit {
    public Repeat {
      atLeast(0, times, "repetitions");
      if (event == 0) {
        throw new IllegalArgumentException("events count from 1, or from -1 for the last");
      }
    }
  }

  record Hold(int after, Pause pause) implements Edit {
    public Hold {
      atLeast(0, after, "events");
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Append(byte[] text) implements Edit {}

  record Inflate(String mark, long bytes) implements Edit {
    public Inflate {
      atLeast(0, bytes, "bytes");
      if (mark.isEmpty()) {
        throw new IllegalArgumentException("a mark must not be empty");
      }
    }
  }

  private static void atLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(value + " " + what + ": must be at least " + least);
    }
  }
}
