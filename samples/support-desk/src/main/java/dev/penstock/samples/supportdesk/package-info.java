/** A day at a support desk, and what it cost. */
@NullMarked
package dev.penstock.samples.supportdesk;

import org.jspecify.annotations.NullMarked;
