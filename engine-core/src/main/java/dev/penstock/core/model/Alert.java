package dev.penstock.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What a person has to see to.
 *
 * @param provider the provider instance
 * @param model the model, or null if it is about the whole instance
 * @param problem what happened
 */
public record Alert(String provider, @Nullable String model, String problem) {}
