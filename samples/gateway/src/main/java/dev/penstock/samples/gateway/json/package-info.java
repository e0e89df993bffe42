/** Reading and writing JSON piece by piece. */
@NullMarked
package dev.penstock.samples.gateway.json;

import org.jspecify.annotations.NullMarked;
