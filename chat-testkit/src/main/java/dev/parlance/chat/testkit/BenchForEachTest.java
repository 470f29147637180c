package dev.parlance.chat.testkit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each fact a bench of its own, and clears it when the fact has been tried. */
final class BenchForEachTest implements ParameterResolver, AfterEachCallback {

  private static final Namespace OURS = Namespace.create(BenchForEachTest.class);

  /** For JUnit. */
  BenchForEachTest() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Bench.class;
  }

  @Override
  public Bench resolveParameter(ParameterContext parameter, ExtensionContext test) {
    TransportContract contract = (TransportContract) test.getRequiredTestInstance();
    Bench bench = new Bench(contract.transport(), contract.threadPrefix());
    test.getStore(OURS).put(Bench.class, bench);
    return bench;
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Bench bench = test.getStore(OURS).remove(Bench.class, Bench.class);
    if (bench != null) {
      bench.clear();
    }
  }
}
