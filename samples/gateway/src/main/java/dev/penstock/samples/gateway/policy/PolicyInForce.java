package dev.penstock.samples.gateway.policy;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of the policy in force; read again when the engine has loaded another one. */
public final class PolicyInForce implements Supplier<PolicyNames>, EngineListener {
  private volatile @Nullable Engine engine;
  private volatile @Nullable PolicyNames names;

  /** Looks at this engine from now on, which tells this listener of its policies. */
  public void of(Engine built) {
    engine = built;
    names = null;
  }

  @Override
  public void on(EngineEvent event) {
    if (event instanceof EngineEvent.PolicyLoaded) {
      names = null;
    }
  }

  @Override
  public PolicyNames get() {
    PolicyNames known = names;
    if (known != null) {
      return known;
    }
    Engine built = engine;
    if (built == null) {
      throw new IllegalStateException("there is no engine yet");
    }
    PolicyNames read = PolicyNames.of(built.policyYaml());
    names = read;
    return read;
  }
}
