package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply with all that happens to it on its way. */
final class Dispatch {
  private final Reply content;
  private final List<Change.Edit> edits = new ArrayList<>();
  private final List<Pause> beforeHead = new ArrayList<>();
  private final List<Pause> beforeBody = new ArrayList<>();
  private final List<KeepAlive> keepAlives = new ArrayList<>();
  private final WireText headers = new WireText(64);
  private final WireText trailing = new WireText(64);
  private List<Integer> chunkSizes = List.of();
  private Change.@Nullable Slices slices;
  private @Nullable Long length;
  private @Nullable Duration idle;
  private @Nullable Usage billed;
  private Pause paced = Pause.NONE;
  private long limit = Long.MAX_VALUE;
  private Change.@Nullable End end;

  Dispatch(Reply reply) {
    ArrayDeque<Change> changes = new ArrayDeque<>();
    Reply inner = reply;
    while (inner instanceof Altered altered) {
      changes.push(altered.change());
      inner = altered.reply();
    }
    content = inner;
    changes.forEach(this::add);
  }

  private void add(Change change) {
    switch (change) {
      case Change.Edit edit -> edits.add(edit);
      case Change.BeforeHead before -> beforeHead.add(before.pause());
      case Change.BeforeBody before -> beforeBody.add(before.pause());
      case Change.Slices value -> slices = value;
      case Change.ChunkSizes value -> chunkSizes = value.sizes();
      case Change.HeaderLine line -> header(line.name(), line.value());
      case Change.HeaderFilling filling -> {
        String value = "x".repeat(filling.bytes());
        for (int i = 1; i <= filling.lines(); i++) {
          header("X-Filling-" + i, value);
        }
      }
      case Change.Trailing more -> trailing.bytes(more.bytes(), 0, more.bytes().length);
      case Change.Length value -> length = value.bytes();
      case Change.Break value -> {
        if (value.bodyBytes() <= limit) {
          limit = value.bodyBytes();
          end = value.end();
        }
      }
      case Change.CloseIdle value -> idle = value.idle();
      case Change.Alive value -> keepAlives.add(value.keepAlive());
      case Change.Paced value -> paced = value.pause();
      case Change.Billed value -> billed = value.usage();
    }
  }

  private void header(String name, String value) {
    headers.ascii(name).ascii(": ").ascii(value).ascii("\r\n");
  }

  Reply content() {
    return content;
  }

  List<Change.Edit> edits() {
    return edits;
  }

  List<Pause> beforeHead() {
    return beforeHead;
  }

  WireText headers() {
    return headers;
  }

  WireText trailing() {
    return trailing;
  }

  @Nullable Usage billed() {
    return billed;
  }

  /** How long the connection may be idle afterwards, or null for as long as it likes. */
  @Nullable Duration idle() {
    return idle;
  }

  /** How it ends, or null if it is sent whole. */
  Change.@Nullable End end() {
    return end;
  }

  /** The given {@code Content-Length}, or null. */
  @Nullable Long length() {
    return length;
  }

  boolean chunked(boolean usually) {
    return length == null && (usually || !chunkSizes.isEmpty() || !keepAlives.isEmpty());
  }

  List<Integer> chunkSizes() {
    return chunkSizes;
  }

  List<Pause> beforeBody() {
    return beforeBody;
  }

  List<KeepAlive> keepAlives() {
    return keepAlives;
  }

  Pause paced() {
    return paced;
  }

  /** How much of the body is sent. */
  long limit() {
    return limit;
  }

  /** The bytes of each write, or 0 for as many as are at hand. */
  int slice() {
    return slices == null ? 0 : slices.bytes();
  }

  Pause betweenSlices() {
    return slices == null ? Pause.NONE : slices.between();
  }
}
