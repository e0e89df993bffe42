/**
 * Classifiers that measure how hard a question is.
 *
 * <ul>
 *   <li>{@code structure} counts: requests, order numbers, conditions, questions, numbers, lines,
 *       words. It needs neither vectors nor lessons.
 *   <li>{@code learned} weighs measures of a question's structure, and its vector where that helps,
 *       as a ridge regression on earlier questions found best. Its factory learns.
 * </ul>
 *
 * <p>Both look at the first and the last 10,000 characters of a question only.
 */
@NullMarked
package dev.penstock.classifier.learned;

import org.jspecify.annotations.NullMarked;
