/** Which cases go to a person, and how sure an answer is. */
@NullMarked
package dev.penstock.core.escalate;

import org.jspecify.annotations.NullMarked;
