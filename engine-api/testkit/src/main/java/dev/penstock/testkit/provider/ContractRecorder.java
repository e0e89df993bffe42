package dev.penstock.testkit.provider;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Notes what comes of each test of a contract. It changes no outcome. */
final class ContractRecorder implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    run(invocation, method.getExecutable(), context);
  }

  /** A dynamic test has neither method nor instance; the test that made it has. */
  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context)
      throws Throwable {
    ExtensionContext factory = context;
    while (factory.getTestMethod().isEmpty() && factory.getParent().isPresent()) {
      factory = factory.getParent().get();
    }
    run(invocation, factory.getRequiredTestMethod(), factory);
  }

  private static void run(
      Invocation<@Nullable Void> invocation, Method method, ExtensionContext context)
      throws Throwable {
    String outcome = "failed";
    try {
      invocation.proceed();
      outcome = passed(method, context);
    } catch (TestAbortedException e) {
      outcome = "not offered";
      throw e;
    } finally {
      note(method, outcome, context);
    }
  }

  private static String passed(Method method, ExtensionContext context) {
    OfAbility ability = method.getAnnotation(OfAbility.class);
    return ability != null
            && context.getRequiredTestInstance() instanceof ProviderUnderTest test
            && !test.provider().abilities().contains(ability.value())
        ? "refused"
        : "yes";
  }

  /** Tests that are no part of a contract belong to the provider alone. */
  private static void note(Method method, String outcome, ExtensionContext context) {
    Package contracts = ContractRecorder.class.getPackage();
    if (method.getDeclaringClass().getPackage().equals(contracts)
        && context.getRequiredTestInstance() instanceof ProviderContract test) {
      context
          .getRoot()
          .getStore(Namespace.create(ContractRecorder.class))
          .computeIfAbsent(
              ContractRecords.class, key -> new ContractRecords(), ContractRecords.class)
          .add(test.subject(), method.getName(), outcome);
    }
  }
}
