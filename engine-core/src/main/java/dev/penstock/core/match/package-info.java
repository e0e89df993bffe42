/** Whether a question may have the answer of another one: guards, likeness, thresholds. */
@NullMarked
package dev.penstock.core.match;

import org.jspecify.annotations.NullMarked;
