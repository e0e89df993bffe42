package dev.penstock.testkit.provider;

import dev.penstock.api.policy.Ability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test that passes as well if the provider refuses what it does not declare. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OfAbility {
  /** What is refused if it is not declared. */
  Ability value();
}
