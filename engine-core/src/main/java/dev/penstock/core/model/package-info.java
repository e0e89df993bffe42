/** The policy's models with what is known of them at run time. */
@NullMarked
package dev.penstock.core.model;

import org.jspecify.annotations.NullMarked;
