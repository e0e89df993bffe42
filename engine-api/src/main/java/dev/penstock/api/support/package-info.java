/** Questions of customers, for services that answer them. */
@NullMarked
package dev.penstock.api.support;

import org.jspecify.annotations.NullMarked;
