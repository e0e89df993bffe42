package dev.penstock.core.instance;

import dev.penstock.api.policy.ClassifierSpec;
import dev.penstock.spi.Classifier;

/**
 * A classifier of the chain.
 *
 * @param spec what the policy says of it
 * @param name the plugin's name, with a number if it is not the first of that plugin
 */
public record ClassifierInstance(ClassifierSpec spec, String name, Classifier classifier) {}
