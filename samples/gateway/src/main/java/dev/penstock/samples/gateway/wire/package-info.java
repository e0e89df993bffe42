/** What the wires of all vendors have in common here. */
@NullMarked
package dev.penstock.samples.gateway.wire;

import org.jspecify.annotations.NullMarked;
