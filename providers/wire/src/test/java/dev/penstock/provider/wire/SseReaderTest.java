package dev.penstock.provider.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SseReaderTest {
  private static final String ALL =
      "\ufeff: comment\r\n\r\n"
          + "data: one\n\n"
          + "data:two\r\ndata: \ud83d\ude80\r\n\r\n"
          + "event: x\rdata\rdata:  three \r\r"
          + "id: 7\nretry: 5\ndatax: no\n\n"
          + "data:\n\n"
          + "data: four:4\n\n"
          + "data: never finished\n";

  @Test
  void readsByTheRules() throws IOException {
    assertThat(read(new ByteArrayInputStream(ALL.getBytes(UTF_8))))
        .containsExactly("one", "two\n\ud83d\ude80", "\n three ", "four:4");
  }

  @Property
  void readsTheSameInAnySlices(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int most)
      throws IOException {
    InputStream slices = new Slices(ALL.getBytes(UTF_8), new Random(seed), most);
    assertThat(read(slices)).containsExactly("one", "two\n\ud83d\ude80", "\n three ", "four:4");
  }

  @Test
  void readsLinesLongerThanItsBuffer() throws IOException {
    String text = "x".repeat(300_000);
    InputStream slices =
        new Slices(("data: " + text + "\n\n").getBytes(UTF_8), new Random(1), 10_000);
    assertThat(read(slices)).containsExactly(text);
  }

  private static List<String> read(InputStream in) throws IOException {
    SseReader reader = new SseReader(in);
    List<String> events = new ArrayList<>();
    while (true) {
      switch (reader.next()) {
        case EVENT -> events.add(new String(reader.data(), 0, reader.length(), UTF_8));
        case LIFE -> {}
        case PAGE -> throw new AssertionError("this is no web page");
        case END -> {
          return events;
        }
      }
    }
  }

  /** Gives its bytes in slices of random lengths. */
  private static final class Slices extends ByteArrayInputStream {
    private final Random random;
    private final int most;

    Slices(byte[] bytes, Random random, int most) {
      super(bytes);
      this.random = random;
      this.most = most;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
