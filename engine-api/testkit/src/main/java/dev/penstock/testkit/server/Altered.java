package dev.penstock.testkit.server;

/** A reply and one more thing that happens to it. */
record Altered(Reply reply, Change change) implements Reply {}
