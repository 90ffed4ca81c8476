package io.millrace.bench;

import io.millrace.langid.FastTextIdentifier;
import io.millrace.langid.FastTextModel;
import io.millrace.langid.Scripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to identify the language of all lines of a file, such as one from {@code
 * bench/langid/texts.py}. Both files are parameters: {@code -p model=lid.176.ftz -p
 * texts=texts.txt}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LanguageIdBenchmark {
  @Param("lid.176.ftz")
  public String model;

  @Param("texts.txt")
  public String texts;

  private FastTextIdentifier identifier;
  private List<String> lines;

  @Setup
  public void read() throws IOException {
    identifier = new FastTextIdentifier(FastTextModel.read(Path.of(model)));
    lines = Files.readAllLines(Path.of(texts), StandardCharsets.UTF_8);
  }

  @Benchmark
  public double identify() {
    double sum = 0;
    for (String line : lines) {
      sum += identifier.identify(line).score();
    }
    return sum;
  }

  @Benchmark
  public double countScripts() {
    double sum = 0;
    for (String line : lines) {
      sum += Scripts.of(line).share();
    }
    return sum;
  }
}
