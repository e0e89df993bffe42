/** Provider for the Gemini API of Google. */
@NullMarked
package dev.penstock.provider.gemini;

import org.jspecify.annotations.NullMarked;
