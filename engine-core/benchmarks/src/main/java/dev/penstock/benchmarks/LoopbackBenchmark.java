package dev.penstock.benchmarks;

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

/** Asks a server on loopback: the bare HTTP client, LangChain4j, and the engine. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Dguice_custom_class_loading=CHILD")
public class LoopbackBenchmark {
  private final Upstream upstream = Upstream.start();
  private final Client apache = new ApacheClient(upstream.port());
  private final Client langChain4j = new LangChain4jClient(upstream.port());
  private final Client penstock = new PenstockClient(upstream.port());

  /** The HTTP client that the engine uses. */
  @Benchmark
  public String apache() {
    return apache.ask();
  }

  /** The bare call of another library. */
  @Benchmark
  public String langChain4j() {
    return langChain4j.ask();
  }

  /** Routing and the call. */
  @Benchmark
  public String penstock() {
    return penstock.ask();
  }

  /** Ends clients and server. */
  @TearDown
  public void close() {
    apache.close();
    langChain4j.close();
    penstock.close();
    upstream.close();
  }
}
