/** Reads a policy: bytes, YAML nodes, records, and checks that they fit together. */
@NullMarked
package dev.penstock.core.policy;

import org.jspecify.annotations.NullMarked;
