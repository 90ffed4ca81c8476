package io.millrace.bench;

import io.millrace.connectors.models.ModelStore;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Runs a recipe in a {@link PlainLoop} and prints a line for each pass: seconds and MB of text per
 * second, by wall clock and by processor time. {@code ChainLoop RECIPE KIND=GLOB OUTPUT THREADS
 * PASSES}. The first pass warms up the compiler: report the median of the others.
 */
public final class ChainLoop {

  private static final int PARTITIONS = 64;
  private static final long SORT_MEMORY = 48L << 20;

  private ChainLoop() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length != 5) {
      out.println("usage: ChainLoop RECIPE KIND=GLOB OUTPUT THREADS PASSES");
      System.exit(2);
    }
    Recipe recipe = recipe(Path.of(arguments[0]), arguments[1]);
    int threads = Integer.parseInt(arguments[3]);
    for (int pass = 0; pass < Integer.parseInt(arguments[4]); pass++) {
      print(run(recipe, Path.of(arguments[2]), threads, out), threads, out);
    }
  }

  /** Reads a recipe, with the input {@code KIND=GLOB} instead of its own. */
  public static Recipe recipe(Path file, String kindAndGlob) throws IOException {
    String[] input = kindAndGlob.split("=", 2);
    Overrides overrides = Overrides.none().input(input[0], input[1]);
    return new RecipeReader(Stages.catalog()).read(file, overrides);
  }

  /** Runs one pass into an empty folder. */
  public static PlainLoop.Pass run(Recipe recipe, Path output, int threads, PrintStream out)
      throws Exception {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    deleteFolder(output);
    Path temporary = Files.createTempDirectory("millrace-bench-");
    try {
      PlainLoop loop = new PlainLoop(plan(recipe, output, temporary), threads);
      PlainLoop.Pass pass = loop.run();
      loop.stageNanos()
          .forEach((stage, nanos) -> out.printf(Locale.ROOT, "  %s %.2f s", stage, nanos / 1e9));
      out.println();
      return pass;
    } finally {
      deleteFolder(temporary);
    }
  }

  private static MillPlan plan(Recipe recipe, Path output, Path temporary) throws IOException {
    SortedMap<String, String> models = new TreeMap<>();
    for (String name : Stages.modelsOf(recipe)) {
      Optional<Path> given = Optional.ofNullable(recipe.models().get(name)).map(Path::of);
      models.put(name, ModelStore.of(System.getenv()).resolve(name, given).path().toString());
    }
    return new MillPlan(
        recipe.canonicalJson(),
        models,
        Files.createDirectories(output).toString(),
        PARTITIONS,
        temporary.toString(),
        SORT_MEMORY,
        1);
  }

  private static void print(PlainLoop.Pass pass, int threads, PrintStream out) {
    double wall = 0;
    double cpu = 0;
    for (Map.Entry<String, Clock.Time> phase : pass.phases().entrySet()) {
      Clock.Time time = phase.getValue();
      out.printf(
          Locale.ROOT, "  %s: %.2f s wall, %.2f s cpu%n", phase.getKey(), time.wall(), time.cpu());
      wall += time.wall();
      cpu += time.cpu();
    }
    double megabytes = pass.textBytes() / 1e6;
    out.printf(
        Locale.ROOT,
        "threads %d: %d records, %d kept, %.1f MB of text; wall %.2f s, %.1f MB/s; cpu %.2f s, %.1f"
            + " MB/s%n",
        threads,
        pass.records(),
        pass.kept(),
        megabytes,
        wall,
        megabytes / wall,
        cpu,
        megabytes / cpu);
  }

  /** Deletes a folder and all it contains, if it exists. */
  public static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    }
  }
}
