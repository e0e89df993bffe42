/** Questions of customers, and what they think of answers. */
@NullMarked
package dev.penstock.samples.gateway.support;

import org.jspecify.annotations.NullMarked;
