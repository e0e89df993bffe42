package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.explain.Explanation;
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

/** Decides about a question without calling anyone, and explains the decision to a reader. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Dguice_custom_class_loading=CHILD")
public class DecideBenchmark {
  private final Engine engine = Workload.instant();

  /** More than routing decides: the tokens are counted by a tokenizer. */
  @Benchmark
  public Explanation explain() {
    return engine.explain(Workload.request());
  }

  /** Ends the engine. */
  @TearDown
  public void close() {
    engine.close();
  }
}
