package dev.penstock.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A body as a list of events, and the changes made to it. */
final class Events {
  private final Wire wire;
  private final List<Event> events = new ArrayList<>();

  /** What comes one time after another. */
  record Event(List<Part> parts, long times) {
    long length() {
      long once = 0;
      for (Part part : parts) {
        once += part instanceof Part.Bytes bytes ? bytes.length() : 0;
      }
      return Math.multiplyExact(once, times);
    }
  }

  Events(Wire wire, WireText body, boolean stream) {
    this.wire = wire;
    int start = 0;
    while (start < body.length()) {
      int end = stream ? Chunks.eventEnd(body.array(), start, body.length()) : body.length();
      events.add(new Event(List.of(new Part.Bytes(body.array(), start, end, 1, true)), 1));
      start = end;
    }
  }

  List<Event> list() {
    return events;
  }

  long length() {
    long sum = 0;
    for (Event event : events) {
      sum = Math.addExact(sum, event.length());
    }
    return sum;
  }

  void apply(Change.Edit edit) {
    switch (edit) {
      case Change.Insert insert -> events.add(index(insert.after()), event(insert.text()));
      case Change.Append append -> events.add(event(append.text()));
      case Change.Fail fail -> {
        keepFirst(index(fail.after()));
        WireText text = new WireText(256);
        wire.failureEvent(fail.failure(), text);
        events.add(event(text.copy()));
      }
      case Change.DropLast drop -> keepFirst(events.size() - index(drop.events()));
      case Change.Repeat repeat -> repeat(repeat);
      case Change.Hold hold -> hold(index(hold.after()), hold.pause());
      case Change.Inflate inflate -> inflate(inflate);
    }
  }

  private void repeat(Change.Repeat repeat) {
    int index = repeat.event() > 0 ? repeat.event() - 1 : events.size() + repeat.event();
    if (index < 0) {
      throw outside(-repeat.event());
    }
    Event event = events.get(index(index + 1) - 1);
    events.set(index, new Event(event.parts(), Math.multiplyExact(event.times(), repeat.times())));
  }

  private void hold(int index, Pause pause) {
    if (events.isEmpty()) {
      events.add(new Event(List.of(), 1));
    }
    int held = Math.max(index - 1, 0);
    List<Part> parts = new ArrayList<>(events.get(held).parts());
    parts.add(index == 0 ? 0 : parts.size(), new Part.Wait(pause));
    events.set(held, new Event(parts, events.get(held).times()));
  }

  private void inflate(Change.Inflate inflate) {
    byte[] mark = inflate.mark().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < events.size(); i++) {
      List<Part> parts = new ArrayList<>(events.get(i).parts());
      for (int j = 0; j < parts.size(); j++) {
        if (parts.get(j) instanceof Part.Bytes bytes && bytes.find(mark) >= 0) {
          int at = bytes.find(mark);
          parts.remove(j);
          parts.add(j, new Part.Bytes(bytes.array(), at + mark.length, bytes.to(), 1, bytes.own()));
          parts.addAll(j, Part.filling(inflate.bytes()));
          parts.add(j, new Part.Bytes(bytes.array(), bytes.from(), at, 1, bytes.own()));
          events.set(i, new Event(parts, events.get(i).times()));
          return;
        }
      }
    }
    throw new IllegalArgumentException("the text to inflate is not in the body");
  }

  private void keepFirst(int count) {
    events.subList(count, events.size()).clear();
  }

  private int index(int number) {
    if (number > events.size()) {
      throw outside(number);
    }
    return number;
  }

  private IllegalArgumentException outside(int number) {
    return new IllegalArgumentException(
        "event " + number + " is asked for, the body has " + events.size());
  }

  private static Event event(byte[] text) {
    return new Event(List.of(Part.Bytes.of(text)), 1);
  }
}
