package dev.penstock.api.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names keys of the policy language that this version refuses because it does not do them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NotYet {
  /** The keys, as written in YAML. */
  String[] value();
}
