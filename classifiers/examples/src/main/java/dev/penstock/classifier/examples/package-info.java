/**
 * Classifier by labelled utterances: what a question is about is what the utterances are about that
 * its vector is near to.
 */
@NullMarked
package dev.penstock.classifier.examples;

import org.jspecify.annotations.NullMarked;
