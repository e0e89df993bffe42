package dev.penstock.core.limit;

/** What came of asking limits for a request: it was taken, or one had too little left. */
public sealed interface Taking permits Taken, Excess {}
