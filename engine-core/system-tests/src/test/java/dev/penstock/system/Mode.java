package dev.penstock.system;

/** How an answer is asked for. */
enum Mode {
  WHOLE,
  STREAMED
}
