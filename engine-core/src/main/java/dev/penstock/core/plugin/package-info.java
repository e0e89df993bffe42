/** Finds plugins on the class path and in folders, and creates the instances a policy names. */
@NullMarked
package dev.penstock.core.plugin;

import org.jspecify.annotations.NullMarked;
