package dev.penstock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
  private static final int BENCHMARKS = 9;

  @Test
  void runsEachBenchmarkOnce() throws RunnerException {
    Options once =
        new OptionsBuilder()
            .include("dev\\.penstock\\.benchmarks\\..*")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    assertThat(new Runner(once).run()).hasSize(BENCHMARKS);
  }

  @Test
  void asksAQuestionOf300Characters() {
    assertThat(Workload.QUESTION).hasSize(300);
  }
}
