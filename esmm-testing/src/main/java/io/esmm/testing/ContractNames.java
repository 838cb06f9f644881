package io.esmm.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Display names that read as a table: the class is the network ({@code MlpContractTest} is "mlp"),
 * the method the claim, and the invocation the funnel.
 */
final class ContractNames extends DisplayNameGenerator.Standard {
  ContractNames() {}

  @Override
  public String generateDisplayNameForClass(Class<?> testClass) {
    return words(testClass.getSimpleName().replaceAll("(Contract)?(Test)?$", ""));
  }

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method method) {
    return words(method.getName());
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
