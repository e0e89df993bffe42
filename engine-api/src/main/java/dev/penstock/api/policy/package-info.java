/** The policy as checked records; the YAML file binds to them and code may build them. */
@NullMarked
package dev.penstock.api.policy;

import org.jspecify.annotations.NullMarked;
