/** The plugin instances of a policy, shared over reloads. */
@NullMarked
package dev.penstock.core.instance;

import org.jspecify.annotations.NullMarked;
