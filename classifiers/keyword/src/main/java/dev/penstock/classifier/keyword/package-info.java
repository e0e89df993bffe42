/** Classifier by words and patterns. */
@NullMarked
package dev.penstock.classifier.keyword;

import org.jspecify.annotations.NullMarked;
