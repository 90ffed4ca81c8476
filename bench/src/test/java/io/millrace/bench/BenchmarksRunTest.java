package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once and briefly, so that broken ones are noticed. */
class BenchmarksRunTest {

  static Stream<String> benchmarks() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
        .stream()
        .map(entry -> entry.getUsername())
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void runs(String benchmark) throws Exception {
    OptionsBuilder options = new OptionsBuilder();
    options.include("\\Q" + benchmark + "\\E$").forks(0).shouldFailOnError(true);
    options.warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.NONE);
    options.verbosity(VerboseMode.SILENT);
    Options built = options.build();

    Collection<RunResult> results = new Runner(built).run();

    assertThat(results).isNotEmpty();
    assertThat(results)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }
}
