package io.millrace.pipelines.takedown;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.corpus.Document;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.index.DuplicateIndex;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.index.IndexBuild;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.Locks;
import io.millrace.pipelines.output.OutputLock;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.pair.PairReader;
import io.millrace.shards.pair.PairReader.StoredPair;
import io.millrace.shards.text.RejectLines;
import io.millrace.shards.text.ShardReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Removes documents, and texts made from them, from finished outputs. All outputs are read before
 * one is changed. Each output and each window is changed as a whole or not at all; the next
 * takedown of the output completes an interrupted one.
 */
public final class Takedown {

  private final TakedownRequest request;
  private final ReportUpdate reports;
  private final Consumer<String> steps;

  public Takedown(TakedownRequest request, ReportUpdate reports) {
    this(request, reports, step -> {});
  }

  /**
   * @param steps called before each change to an output; an exception ends the takedown like a kill
   */
  Takedown(TakedownRequest request, ReportUpdate reports, Consumer<String> steps) {
    this.request = request;
    this.reports = reports;
    this.steps = steps;
  }

  /**
   * Result of a takedown.
   *
   * @param recovered outputs in which an interrupted takedown was completed
   * @param takedowns what was removed, by address of the output or window
   * @param late number of late records whose texts were removed
   * @param unknown requested ids that no output has or had
   */
  public record Result(
      List<String> recovered,
      SortedMap<String, Manifest.Takedown> takedowns,
      long late,
      SortedSet<String> unknown) {}

  /**
   * Runs the takedown.
   *
   * @throws io.millrace.corpus.error.MillraceException when an address is not that of a finished
   *     output
   */
  public Result run() throws IOException {
    Selection selection = new Selection(request);
    for (String address : request.outputs()) {
      FinishedOutput.checkFinished(address);
    }
    if (request.dryRun()) {
      return take(selection);
    }
    Deque<OutputLock> locks = new ArrayDeque<>();
    try {
      for (String address : new TreeSet<>(request.outputs())) {
        locks.push(Locks.acquire(address, OutputLock.Use.TAKEDOWN));
      }
      for (Path index : new TreeSet<>(request.indexes())) {
        locks.push(IndexBuild.lock(index));
      }
      return take(selection);
    } finally {
      while (!locks.isEmpty()) {
        locks.pop().close();
      }
    }
  }

  private Result take(Selection selection) throws IOException {
    List<String> recovered = new ArrayList<>();
    SortedMap<String, FinishedOutput> outputs = new TreeMap<>();
    for (String address : request.outputs()) {
      if (!request.dryRun()) {
        recovered.addAll(recover(address));
        new WindowRecord(root(address), steps).checkUnchanged();
      }
      FinishedOutput.openAll(address)
          .forEach((window, output) -> outputs.put(output.folder().toString(), output));
    }
    for (FinishedOutput output : outputs.values()) {
      look(output, selection);
    }
    for (String address : request.outputs()) {
      new LateTexts(root(address), true).look(selection, near(MinHashSettings.defaults()));
    }
    if (!request.dryRun()) {
      // before the outputs: after a kill, the next takedown still finds the documents
      for (Path index : request.indexes()) {
        DuplicateIndex.delete(index, selection.ids());
      }
    }
    SortedMap<String, Manifest.Takedown> takedowns = new TreeMap<>();
    for (Map.Entry<String, FinishedOutput> each : outputs.entrySet()) {
      new OutputTakedown(each.getValue(), selection, request, reports, steps)
          .run()
          .ifPresent(takedown -> takedowns.put(each.getKey(), takedown));
    }
    long late = 0;
    for (String address : new TreeSet<>(request.outputs())) {
      late += new LateTexts(root(address), request.dryRun()).empty(selection);
      if (!request.dryRun()) {
        // all unfinished changes are of this takedown, since earlier ones were completed
        endAll(address);
      }
    }
    if (!selection.unknown().isEmpty()) {
      for (FinishedOutput output : outputs.values()) {
        SmallFiles.tombstones(output.folder()).forEach(each -> selection.seen(each.id()));
      }
    }
    return new Result(List.copyOf(recovered), takedowns, late, selection.unknown());
  }

  /** Completes an interrupted takedown. */
  private List<String> recover(String address) throws IOException {
    List<String> recovered = new ArrayList<>();
    for (ResourceId folder : StagedFiles.unfinished(root(address))) {
      StagedFiles.recover(folder, steps);
      recovered.add(folder.toString());
    }
    endAll(address);
    return recovered;
  }

  /**
   * Records the changed windows at the root, then deletes the list of each window. A window keeps
   * its list until then, so the next takedown repeats this after a kill.
   */
  private void endAll(String address) throws IOException {
    ResourceId root = root(address);
    List<ResourceId> done = StagedFiles.unfinished(root);
    new WindowRecord(root, steps)
        .changed(done.stream().filter(each -> !each.equals(root)).toList());
    for (ResourceId folder : done) {
      StagedFiles.clear(folder);
    }
  }

  private static ResourceId root(String address) {
    return BeamFiles.folder(address);
  }

  private void look(FinishedOutput output, Selection selection) throws IOException {
    NearTexts near = near(output);
    for (ShardInfo file : output.manifest().shards()) {
      ResourceId source = BeamFiles.resolve(output.folder(), file.path());
      if (PairReader.holdsPairs(file.path())) {
        try (PairReader reader = PairReader.open(new BeamFile(source))) {
          for (Optional<StoredPair> next = reader.next(); next.isPresent(); next = reader.next()) {
            selection.look(next.get().row(), near);
          }
        }
      } else {
        try (ShardReader reader = ShardReader.open(new BeamFile(source))) {
          for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
            selection.look(next.get(), near);
          }
        }
      }
    }
    for (ShardInfo file : output.manifest().rejected()) {
      RejectLines.forEach(
          new BeamFolder(output.folder()).file(file.path()), line -> selection.look(line, near));
    }
  }

  /** Uses the settings of the run's dedup-minhash, else the defaults. */
  private NearTexts near(FinishedOutput output) {
    return near(
        output
            .recipe()
            .stage(Stages.DEDUP_MINHASH, MinHashSettings.class)
            .orElseGet(MinHashSettings::defaults));
  }

  private NearTexts near(MinHashSettings settings) {
    return new NearTexts(
        request.nearTexts(), settings, request.threshold().orElse(settings.threshold()));
  }

  /** Late records, which no manifest lists; their files keep their names. */
  private record LateTexts(ResourceId root, boolean dryRun) {

    private List<MatchResult.Metadata> files() throws IOException {
      return BeamFiles.matching(root + "late/*/part-*.jsonl.zst");
    }

    void look(Selection selection, NearTexts near) throws IOException {
      for (MatchResult.Metadata each : files()) {
        RejectLines.forEach(new BeamFile(each.resourceId()), line -> selection.look(line, near));
      }
    }

    long empty(Selection selection) throws IOException {
      long[] emptied = new long[1];
      for (MatchResult.Metadata each : files()) {
        ResourceId file = each.resourceId();
        long before = emptied[0];
        RejectLines.forEach(
            new BeamFile(file),
            line -> {
              if (selection.reason(line).isPresent() && RejectLines.hasText(line)) {
                emptied[0]++;
              }
            });
        if (emptied[0] > before && !dryRun) {
          ResourceId temporary =
              BeamFiles.resolve(root, Shards.WORK + "/tmp/takedown-" + file.getFilename());
          RejectLines.rewrite(
              new BeamFile(file),
              new BeamFile(temporary),
              file.getFilename(),
              line -> selection.reason(line).isPresent());
          DurableFiles.rename(List.of(temporary), List.of(file));
        }
      }
      return emptied[0];
    }
  }
}
