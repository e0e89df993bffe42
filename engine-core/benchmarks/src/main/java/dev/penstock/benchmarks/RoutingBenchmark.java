package dev.penstock.benchmarks;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Routes a question by the keyword classifier, two budgets and five models. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Dguice_custom_class_loading=CHILD")
public class RoutingBenchmark {
  private final Engine engine = Workload.instant();

  /** From the request to the answer; the provider takes no time. */
  @Benchmark
  public Answer route() {
    return engine.route(Workload.request());
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
  }
}
