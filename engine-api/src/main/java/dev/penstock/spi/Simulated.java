package dev.penstock.spi;

/** Marks a provider whose answers come from no model; every answer and report names it so. */
public interface Simulated {}
