package dev.penstock.core.fakes;

/** The settings of a fake that has none. */
public record NoSettings() {}
