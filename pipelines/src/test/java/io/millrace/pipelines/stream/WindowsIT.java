package io.millrace.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.InputRecord;
import io.millrace.pipelines.batch.MillRun;
import io.millrace.pipelines.commit.WindowReporter;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.engine.ServiceSettings;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.output.WindowIndex;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.verify.OutputVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same records give the same bytes in every window, in batch and as a stream. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WindowsIT {

  private static final String WINDOWS =
      "windows: {size: 7d, allowed_lateness: 1d}\noutput: {shards: 3}\ntolerance: .1\n";

  private Path folder;
  private List<InputRecord> records;
  private Path reference;

  @BeforeAll
  void runOverFiles(@TempDir Path shared) throws IOException {
    folder = shared;
    List<String> lines = Sample.documents(400, 42);
    Path one = Sample.write(folder.resolve("a/one.jsonl"), lines.subList(0, 150));
    Path two = Sample.write(folder.resolve("a/two.jsonl"), lines.subList(150, lines.size()));
    records = new ArrayList<>(read(one));
    records.addAll(read(two));
    reference = folder.resolve("out-files");
    RunRequest request = request(reference, Runner.FLINK);
    new MillRun(request, (result, manifest) -> Collections.emptySortedMap()).run();
  }

  private RunRequest request(Path out, Runner runner) throws IOException {
    Recipe recipe = Sample.recipe(folder.resolve("a/*.jsonl").toString(), WINDOWS);
    EngineSettings engine =
        new EngineSettings(
            runner, 2, EngineSettings.EMBEDDED, Files.createTempDirectory(folder, "engine"));
    return new RunRequest(
        recipe, new TreeMap<>(), out.toString(), OutputFolder.WhenThere.REFUSE, engine);
  }

  private static List<InputRecord> read(Path file) throws IOException {
    RecordReader reader = RecordReaders.of(InputKind.JSONL, InputSettings.defaults());
    List<InputRecord> found = new ArrayList<>();
    for (Split split : reader.split(file.toString(), Files.size(file))) {
      reader.read(
          split,
          new RecordSink() {
            @Override
            public void accept(InputRecord record) {
              found.add(record);
            }

            @Override
            public void skip(String kind) {
              throw new IllegalStateException(kind);
            }
          });
    }
    return found;
  }

  @Test
  void batchRunHasACompleteOutputForEachWindow() throws IOException {
    assertThat(Sample.windows(reference))
        .containsExactly(
            "1970-01-01T00-00Z",
            "2023-12-28T00-00Z",
            "2024-01-04T00-00Z",
            "2024-01-11T00-00Z",
            "2024-01-18T00-00Z",
            "2024-01-25T00-00Z");
    for (String window : Sample.windows(reference)) {
      String output = reference.resolve("windows").resolve(window).toString();
      assertThat(FinishedOutput.verify(output, OutputVerifier.Depth.RECORDS).problems()).isEmpty();
      assertThat(FinishedOutput.open(output).recipe().windows().size()).isEqualTo("7d");
    }
    assertThat(WindowIndex.of(reference.toString()).totals().input()).isEqualTo(records.size());
    assertThat(reference.resolve("_SUCCESS")).exists();
    assertThat(reference.resolve(".work")).doesNotExist();
  }

  @Test
  void streamOutOfOrderWithRepeatedAndLateRecordsGivesTheSameBytes() throws IOException {
    Path out = folder.resolve("out-stream");
    List<InputRecord> late = serve(out, List.of());
    assertSameWindows(out);
    assertThat(Sample.lateLines(out)).isEqualTo(late.size());
  }

  @Test
  void streamThatResumesAfterAFailureGivesTheSameBytes() throws IOException {
    Path out = folder.resolve("out-failed");
    List<InputRecord> late = serve(out, List.of(200, onTime() + 10));
    assertThat(folder.resolve("out-failed.failed200")).exists();
    assertThat(folder.resolve("out-failed.failed" + (onTime() + 10))).exists();
    assertSameWindows(out);
    assertThat(Sample.lateLines(out)).isEqualTo(late.size());
  }

  private void assertSameWindows(Path out) throws IOException {
    assertThat(Sample.windows(out)).isEqualTo(Sample.windows(reference));
    SortedMap<String, String> expected = Sample.hashes(reference.resolve("windows"));
    assertThat(Sample.hashes(out.resolve("windows"))).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(30);
  }

  /** Streams the records out of order and with copies, then some late copies and late records. */
  private List<InputRecord> serve(Path out, List<Integer> failAt) throws IOException {
    List<InputRecord> stream = outOfOrderWithCopies();
    int onTime = stream.size();
    List<InputRecord> late = new ArrayList<>(records.subList(10, 40));
    late.sort(Comparator.comparing(InputRecord::id));
    stream.addAll(late);
    String last = new TreeSet<>(Sample.windows(reference)).last();
    Path lateWhen = out.resolve("windows").resolve(last).resolve("_SUCCESS");
    Path failed = folder.resolve(out.getFileName() + ".failed");
    ListSource source = new ListSource(stream, onTime, lateWhen, failAt, failed);
    ServiceSettings settings =
        new ServiceSettings(
            folder.resolve(out.getFileName() + ".checkpoints").toUri().toString(),
            300,
            "",
            ServiceSettings.StateBackend.HEAP,
            3_000);
    new MillService(request(out, Runner.FLINK), settings, new FromList(source), WindowReporter.NONE)
        .start()
        .await();
    return late;
  }

  private int onTime() {
    return outOfOrderWithCopies().size();
  }

  private List<InputRecord> outOfOrderWithCopies() {
    Random random = new Random(7);
    SortedMap<Long, InputRecord> ordered = new TreeMap<>();
    for (InputRecord record : records) {
      put(ordered, ListSource.time(record) + random.nextInt(9 * 86_400_000), record);
      if (random.nextInt(5) == 0) {
        put(ordered, ListSource.time(record) + random.nextInt(9 * 86_400_000), record);
      }
    }
    return new ArrayList<>(ordered.values());
  }

  private static void put(SortedMap<Long, InputRecord> ordered, long place, InputRecord record) {
    long free = place;
    while (ordered.containsKey(free)) {
      free++;
    }
    ordered.put(free, record);
  }

  /** Reads the list. */
  private static final class FromList extends PTransform<PBegin, PCollection<InputRecord>> {
    private static final long serialVersionUID = 1L;

    private final ListSource source;

    FromList(ListSource source) {
      this.source = source;
    }

    @Override
    public PCollection<InputRecord> expand(PBegin begin) {
      return begin.apply("List", Read.from(source));
    }
  }

  @Test
  void namesOfWindows() {
    WindowTimes hours = new WindowTimes(3_600_000, 0);
    long start = hours.startOf("2026-01-02T03:59:59.999Z", 0);
    assertThat(hours.name(start)).isEqualTo("2026-01-02T03-00Z");
    assertThat(hours.startOf("", Instant.parse("1969-12-31T23:59:00Z").toEpochMilli()))
        .isEqualTo(-3_600_000);
  }
}
