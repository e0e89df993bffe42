package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads a policy of 200 models, and starts an engine from it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Dguice_custom_class_loading=CHILD")
public class PolicyLoadBenchmark {
  private final String yaml = Workload.policyOf(200);
  private final PolicyLoader loader =
      new PolicyLoader(
          List.of(new InstantFactory()), List.of(), name -> null, InstantSource.system());

  /** From YAML to checked records. */
  @Benchmark
  public LoadedPolicy load() {
    return loader.load(yaml);
  }

  /** The same, with all that is built from it. */
  @Benchmark
  public String start() {
    try (Engine engine = Engine.builder().plugin(new InstantFactory()).policy(yaml).build()) {
      return engine.toString();
    }
  }
}
