/**
 * Classifier by words, phrases and patterns.
 *
 * <p>How words and phrases match:
 *
 * <ul>
 *   <li>Whole words in any case, in Unicode's form NFKC, ß as ss. Accents count, and so do endings:
 *       there is no stemming.
 *   <li>Between the words of a phrase may stand white space, hyphens, quotes, apostrophes, commas
 *       and brackets. An apostrophe parts words: {@code avocat} is found in {@code l'avocat}. What
 *       ends a sentence or clause ({@code . ! ? ; :}) is found only by a phrase that has it too.
 *   <li>In scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), and
 *       in Korean, each character is a word, so a phrase is found anywhere. So are emoji and signs
 *       of currency.
 * </ul>
 *
 * <p>Patterns see the text in NFKC, in its own case, but match in any.
 */
@NullMarked
package dev.penstock.classifier.keyword;

import org.jspecify.annotations.NullMarked;
