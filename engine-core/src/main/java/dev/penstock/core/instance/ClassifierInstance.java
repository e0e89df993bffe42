package dev.penstock.core.instance;

import dev.penstock.api.policy.ClassifierSpec;
import dev.penstock.core.tier.TierThresholds;
import dev.penstock.spi.Classifier;
import org.jspecify.annotations.Nullable;

/**
 * A classifier of the chain.
 *
 * @param spec what the policy says of it
 * @param name the plugin's name, with a number if it is not the first of that plugin
 * @param thresholds which difficulty makes which tier; null means that a difficulty decides nothing
 */
public record ClassifierInstance(
    ClassifierSpec spec, String name, Classifier classifier, @Nullable TierThresholds thresholds) {}
