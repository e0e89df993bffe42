/** Provider that answers without a network. */
@NullMarked
package dev.penstock.provider.simulated;

import org.jspecify.annotations.NullMarked;
