package dev.penstock.system;

/** Where in its second attempt a process dies. */
enum CrashPoint {
  BEFORE_HOLD,
  /** The hold is written, and nothing is sent. */
  AFTER_HOLD,
  /** The provider has the request; it ends the process. */
  AFTER_SENDING,
  /** The caller has the first piece of the answer; nothing more comes. */
  AFTER_FIRST_PIECE,
  /** The answer is whole and its usage known; nothing of it is posted. */
  AFTER_USAGE,
  /** It is posted, and the caller has no answer yet. */
  AFTER_POST,
  /** As before, and the row is known to be in the file. */
  AFTER_ROW
}
