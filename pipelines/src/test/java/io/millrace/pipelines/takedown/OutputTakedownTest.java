package io.millrace.pipelines.takedown;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.pipelines.commit.CommittedWindow;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.RecordMill;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.testing.Plans;
import io.millrace.pipelines.testing.Plans.Received;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.verify.OutputVerifier;
import io.millrace.shards.verify.OutputVerifier.Depth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents leave one finished window, and what is left is a whole output again. */
class OutputTakedownTest {

  private static final String RECIPE =
      "inputs: [{jsonl: x}]\nstages: [gopher-quality]\nwindows: {size: 1h}\noutput: {shards: 1}\n";

  private static final String KEPT =
      "The mill stands at the river, and that is where the farmers of the village bring their"
          + " grain. When the water is high the wheel turns with the stream all day. ";

  private static final int DOCUMENTS = 6;

  @TempDir private Path folder;

  private Path window;

  private static String id(int number) {
    return new Hash128(number, number).toHex();
  }

  /** Documents with even numbers are kept, those with odd ones are too short. */
  @BeforeEach
  void run() throws IOException {
    MillPlan plan = Plans.of(RECIPE, folder);
    Received received = new Received();
    RecordMill.Batch batch = received.begin(plan, "bundle");
    for (int number = 0; number < DOCUMENTS; number++) {
      String text = number % 2 == 0 ? KEPT.repeat(4) + number : "short " + number;
      String url = "https://site.example/" + number;
      batch.accept(new Document(id(number), text, url, "", "s", "en", 1, new TreeMap<>()), 0);
    }
    batch.end("kafka");
    window = CommittedWindow.of(plan, received.items());
    assertThat(manifest().totals().kept()).isEqualTo(DOCUMENTS / 2);
  }

  private Manifest manifest() throws IOException {
    return FinishedOutput.open(window.toString()).manifest();
  }

  private Takedown.Result takeDown(boolean dryRun, List<String> steps, String... ids)
      throws IOException {
    TakedownRequest request =
        new TakedownRequest(
            List.of(window.toString()),
            new TreeSet<>(List.of(ids)),
            Collections.emptySortedMap(),
            List.of(),
            List.of(),
            OptionalDouble.empty(),
            "2024-05-01",
            List.of(),
            dryRun);
    return new Takedown(request, (reports, after, taken) -> reports, steps::add).run();
  }

  @Test
  void aKeptDocumentLeavesShardAndVerdictSaysSo() throws IOException {
    SortedMap<String, String> before = Sample.hashes(window);
    takeDown(false, new ArrayList<>(), id(2));
    SortedMap<String, String> after = Sample.hashes(window);
    assertThat(manifest().totals().kept()).isEqualTo(DOCUMENTS / 2 - 1);
    assertThat(manifest().shards().get(0).records()).isEqualTo(DOCUMENTS / 2 - 1);
    assertThat(after.get("rejected/gopher-quality/part-00000-of-00001.jsonl.zst"))
        .as("nothing of it changes")
        .isEqualTo(before.get("rejected/gopher-quality/part-00000-of-00001.jsonl.zst"));
    assertThat(after).containsKeys("rejected/takedown/part-00000-of-00001.jsonl.zst", "_SUCCESS");
    List<String> taken = new ArrayList<>();
    FinishedOutput.open(window.toString())
        .forEachVerdict(
            row -> {
              if (row.reason().equals("taken_down")) {
                taken.add(row.id());
              }
            });
    assertThat(taken).containsExactly(id(2));
    assertThat(FinishedOutput.verify(window.toString(), Depth.RECORDS).problems()).isEmpty();
  }

  @Test
  void aRejectedDocumentLosesItsText() throws IOException {
    long bytes = manifest().rejected().get(0).bytes();
    takeDown(false, new ArrayList<>(), id(3));
    assertThat(manifest().totals().kept()).isEqualTo(DOCUMENTS / 2);
    assertThat(manifest().rejected().get(0).records()).isEqualTo(DOCUMENTS / 2);
    assertThat(manifest().rejected().get(0).bytes()).isNotEqualTo(bytes);
    OutputVerifier.Result result = FinishedOutput.verify(window.toString(), Depth.RECORDS);
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void aDryRunChangesNoByteAndSaysWhatWouldGo() throws IOException {
    SortedMap<String, String> before = Sample.hashes(window);
    List<String> steps = new ArrayList<>();
    Takedown.Result result = takeDown(true, steps, id(2), id(4));
    assertThat(result.takedowns().values())
        .singleElement()
        .satisfies(each -> assertThat(each.documents()).isEqualTo(2));
    assertThat(steps).isEmpty();
    assertThat(Sample.hashes(window)).isEqualTo(before);
  }

  @Test
  void anIdThatIsNowhereIsNamedAndNothingChanges() throws IOException {
    SortedMap<String, String> before = Sample.hashes(window);
    Takedown.Result result = takeDown(false, new ArrayList<>(), id(99));
    assertThat(result.unknown()).containsExactly(id(99));
    assertThat(result.takedowns()).isEmpty();
    assertThat(Sample.hashes(window)).isEqualTo(before);
  }
}
