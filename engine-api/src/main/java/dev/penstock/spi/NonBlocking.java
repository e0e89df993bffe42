package dev.penstock.spi;

/**
 * A promise of a plugin: its calls never wait for anything and do work bounded by the size of their
 * arguments. The engine calls such a plugin on the request's own thread; any other is called on a
 * thread of its own, which is interrupted and left behind at its deadline.
 */
public interface NonBlocking {}
