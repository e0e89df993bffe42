package dev.penstock.core.budget;

/** The outcome of asking for a hold. */
public sealed interface Admission permits Hold, Shortage {}
