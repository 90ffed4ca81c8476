package io.millrace.pipelines.takedown;

import io.millrace.connectors.files.BeamFolder;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.recipe.OutputSettings;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.ShardFormat;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.pair.ImageParquetWriter;
import io.millrace.shards.pair.PairReader;
import io.millrace.shards.pair.PairReader.StoredPair;
import io.millrace.shards.pair.WebDatasetWriter;
import io.millrace.shards.text.RejectLines;
import io.millrace.shards.text.RejectWriter;
import io.millrace.shards.text.ShardReader;
import io.millrace.shards.text.ShardWriter;
import io.millrace.shards.verdict.VerdictReader;
import io.millrace.shards.verdict.VerdictRow;
import io.millrace.shards.verdict.VerdictWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Removes the selected records from one output, that of a batch run or of a window. */
final class OutputTakedown {

  private static final Pattern SHARD_NUMBER = Pattern.compile("shards/(?:part-)?(\\d{5,9}).*");
  private static final Pattern VERDICTS =
      Pattern.compile("verdicts/part-(\\d{5,9})-of-(\\d{5,9})\\.parquet");
  private static final String STAGE = DropReason.TAKEN_DOWN.stage();

  private final ResourceId folder;
  private final Manifest before;
  private final OutputSettings settings;
  private final Selection selection;
  private final TakedownRequest request;
  private final ReportUpdate reports;
  private final StagedFiles staged;
  private final Removed removed;

  /** Files after the takedown, by path, and those that change. */
  private final SortedMap<String, ShardInfo> files = new TreeMap<>();

  private final SortedMap<String, Manifest.Change> changes = new TreeMap<>();

  /** New file of each pair, by id, in rewritten shards. */
  private final Map<String, String> pairPlaces = new HashMap<>();

  OutputTakedown(
      FinishedOutput output,
      Selection selection,
      TakedownRequest request,
      ReportUpdate reports,
      Consumer<String> steps)
      throws IOException {
    this.folder = output.folder();
    this.before = output.manifest();
    this.settings = output.recipe().output();
    this.selection = selection;
    this.request = request;
    this.reports = reports;
    this.staged = request.dryRun() ? null : new StagedFiles(folder, steps);
    this.removed = new Removed(request.date());
    before.files().forEach(file -> files.put(file.path(), file));
  }

  /** Removes the records; returns empty when the output has no selected record. */
  Optional<Manifest.Takedown> run() throws IOException {
    SortedMap<Integer, List<ShardInfo>> pairs = new TreeMap<>();
    for (ShardInfo file : before.shards()) {
      if (PairReader.holdsPairs(file.path())) {
        pairs.computeIfAbsent(shardNumber(file.path()), key -> new ArrayList<>()).add(file);
      } else {
        takeDocuments(file);
      }
    }
    for (Map.Entry<Integer, List<ShardInfo>> shard : pairs.entrySet()) {
      takePairs(shard.getKey(), shard.getValue());
    }
    for (ShardInfo file : before.verdicts()) {
      takeVerdicts(file);
    }
    List<ShardInfo> rejects = new ArrayList<>(before.rejected());
    rejects.addAll(before.rephrase().answers());
    for (ShardInfo file : rejects) {
      if (!file.path().startsWith(Shards.REJECTED + '/' + STAGE + '/')) {
        emptyRejects(file);
      }
    }
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    Manifest.Takedown takedown =
        removed.takedown(request.selectors(), List.copyOf(changes.values()));
    if (!request.dryRun()) {
      finish(takedown);
    }
    return Optional.of(takedown);
  }

  private static int shardNumber(String path) {
    Matcher number = SHARD_NUMBER.matcher(path);
    if (!number.matches()) {
      throw new IllegalStateException(path + " has no number");
    }
    return Integer.parseInt(number.group(1));
  }

  private StoredFile source(ShardInfo file) {
    return new BeamFolder(folder).file(file.path());
  }

  private void replaced(ShardInfo old, ShardInfo now) {
    files.put(now.path(), now);
    changes.put(now.path(), Manifest.Change.of(now.path(), old, now));
  }

  private void gone(ShardInfo old) {
    files.remove(old.path());
    changes.put(old.path(), Manifest.Change.of(old.path(), old, null));
    if (staged != null) {
      staged.delete(old.path());
    }
  }

  /** For a dry run: the file changes, but its new size is not known. */
  private void wouldChange(ShardInfo file) {
    changes.put(file.path(), Manifest.Change.of(file.path(), file, file));
  }

  private void takeDocuments(ShardInfo file) throws IOException {
    long taken = 0;
    try (ShardReader reader = ShardReader.open(source(file))) {
      for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
        Optional<String> reason = selection.reason(next.get());
        if (reason.isPresent()) {
          taken++;
          removed.fromShard(next.get(), reason.get());
        }
      }
    }
    if (taken == 0) {
      return;
    }
    if (taken == file.records()) {
      gone(file);
    } else if (staged == null) {
      wouldChange(file);
    } else {
      replaced(file, withoutTaken(file));
    }
  }

  private ShardInfo withoutTaken(ShardInfo file) throws IOException {
    String path = file.path();
    ShardFormat format = ShardFormat.ofPath(path).orElseThrow();
    try (ShardReader reader = ShardReader.open(source(file));
        ShardWriter writer =
            ShardWriter.open(format, staged.target(path), path, settings.compressionLevel())) {
      for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (selection.reason(next.get()).isEmpty()) {
          writer.write(next.get());
        }
      }
      return writer.finish();
    }
  }

  /** Rewrites all parts of a shard of pairs; remaining pairs can move to another part. */
  private void takePairs(int shard, List<ShardInfo> parts) throws IOException {
    List<ShardInfo> ordered = new ArrayList<>(parts);
    ordered.sort(Comparator.comparingInt(part -> partNumber(part.path())));
    if (!lookForPairs(ordered)) {
      return;
    }
    if (staged == null) {
      ordered.forEach(this::wouldChange);
      return;
    }
    SortedMap<String, ShardInfo> old = new TreeMap<>();
    parts.forEach(part -> old.put(part.path(), part));
    for (ShardInfo companion : before.companions()) {
      if (shardNumber(companion.path()) == shard) {
        old.put(companion.path(), companion);
      }
    }
    boolean tars = ordered.get(0).path().endsWith(".tar");
    List<ShardInfo> written = tars ? writeTars(shard, ordered) : writeImageParquet(ordered.get(0));
    for (ShardInfo now : written) {
      replaced(old.remove(now.path()), now);
    }
    old.values().forEach(this::gone);
  }

  private boolean lookForPairs(List<ShardInfo> parts) throws IOException {
    boolean taken = false;
    for (ShardInfo part : parts) {
      try (PairReader reader = PairReader.open(source(part))) {
        for (Optional<StoredPair> next = reader.next(); next.isPresent(); next = reader.next()) {
          String id = next.get().row().id();
          Optional<String> reason = selection.reason(id);
          if (reason.isPresent()) {
            taken = true;
            removed.pair(id, reason.get());
          }
        }
      }
    }
    return taken;
  }

  private static int partNumber(String path) {
    Matcher part = Pattern.compile("shards/\\d+-(\\d{1,9})\\.tar").matcher(path);
    return part.matches() ? Integer.parseInt(part.group(1)) : 0;
  }

  private List<ShardInfo> writeTars(int shard, List<ShardInfo> parts) throws IOException {
    try (WebDatasetWriter writer =
        WebDatasetWriter.open(staged::target, shard, settings.webdataset())) {
      for (ShardInfo part : parts) {
        try (PairReader reader = PairReader.open(source(part))) {
          for (Optional<StoredPair> next = reader.next(); next.isPresent(); next = reader.next()) {
            String id = next.get().row().id();
            if (selection.reason(id).isEmpty()) {
              pairPlaces.putIfAbsent(id, writer.write(next.get().pair()));
            }
          }
        }
      }
      return writer.finish();
    }
  }

  private List<ShardInfo> writeImageParquet(ShardInfo file) throws IOException {
    ImageParquetWriter writer = null;
    try (PairReader reader = PairReader.open(source(file))) {
      for (Optional<StoredPair> next = reader.next(); next.isPresent(); next = reader.next()) {
        if (selection.reason(next.get().row().id()).isEmpty()) {
          if (writer == null) {
            writer = ImageParquetWriter.open(staged.target(file.path()), file.path());
          }
          writer.write(next.get().pair());
        }
      }
      return writer == null ? List.of() : List.of(writer.finish());
    } finally {
      if (writer != null) {
        writer.close();
      }
    }
  }

  /** Changes the verdicts of kept records to taken down; other verdicts stay. */
  private void takeVerdicts(ShardInfo file) throws IOException {
    boolean changed = false;
    try (VerdictReader reader = VerdictReader.open(source(file))) {
      for (Optional<VerdictRow> next = reader.next(); next.isPresent(); next = reader.next()) {
        VerdictRow row = next.get();
        selection.seen(row.id());
        if (isTaken(row)) {
          changed = true;
          removed.verdict(row);
        }
        changed |= isMoved(row);
      }
    }
    if (!changed) {
      return;
    }
    if (staged == null) {
      wouldChange(file);
      return;
    }
    Matcher path = VERDICTS.matcher(file.path());
    if (!path.matches()) {
      throw new IOException(file.path() + " is no path of verdicts");
    }
    int shard = Integer.parseInt(path.group(1));
    int shards = Integer.parseInt(path.group(2));
    writeVerdicts(file, Shards.rejectedPath(STAGE, shard, shards));
  }

  private void writeVerdicts(ShardInfo file, String rejectsPath) throws IOException {
    RejectWriter rejects = null;
    List<String> signals = VerdictReader.signals(source(file));
    try (VerdictReader reader = VerdictReader.open(source(file));
        VerdictWriter writer =
            VerdictWriter.open(
                staged.target(file.path()), file.path(), ShardWriter.DEFAULT_LEVEL, signals)) {
      for (Optional<VerdictRow> next = reader.next(); next.isPresent(); next = reader.next()) {
        VerdictRow row = next.get();
        if (isTaken(row)) {
          row = row.takenDown();
        } else if (isMoved(row)) {
          row = row.withShard(pairPlaces.get(row.id()));
        }
        writer.write(row);
        if (row.stage().equals(STAGE)) {
          if (rejects == null) {
            StoredFile target = staged.target(rejectsPath);
            rejects = RejectWriter.open(target, rejectsPath, ShardWriter.DEFAULT_LEVEL);
          }
          rejects.write(Removed.withoutText(row), Verdict.Dropped.because(DropReason.TAKEN_DOWN));
        }
      }
      replaced(file, writer.finish());
      if (rejects != null) {
        replaced(files.get(rejectsPath), rejects.finish());
      }
    } finally {
      if (rejects != null) {
        rejects.close();
      }
    }
  }

  private boolean isTaken(VerdictRow row) {
    return row.outcome().equals(Outcome.KEPT.key()) && selection.reason(row.id()).isPresent();
  }

  private boolean isMoved(VerdictRow row) {
    String place = pairPlaces.get(row.id());
    return place != null && row.outcome().equals(Outcome.KEPT.key()) && !place.equals(row.shard());
  }

  private void emptyRejects(ShardInfo file) throws IOException {
    boolean[] any = new boolean[1];
    RejectLines.forEach(
        source(file),
        line -> {
          Optional<String> reason = selection.reason(line);
          if (reason.isPresent() && RejectLines.hasText(line)) {
            any[0] = true;
            removed.reject(line.path("id").asText(), reason.get());
          }
        });
    if (!any[0]) {
      return;
    }
    if (staged == null) {
      wouldChange(file);
      return;
    }
    ShardInfo now =
        RejectLines.rewrite(
            source(file),
            staged.target(file.path()),
            file.path(),
            line -> selection.reason(line).isPresent() && RejectLines.hasText(line));
    replaced(file, now);
  }

  /** Writes tombstones, manifest and reports, then moves all files, {@code _SUCCESS} last. */
  private void finish(Manifest.Takedown takedown) throws IOException {
    Manifest after = removed.manifest(before, files.values(), takedown);
    List<String> contradictions = after.contradictions();
    if (!contradictions.isEmpty()) {
      throw new IllegalStateException(
          folder + " would not add up: " + String.join("; ", contradictions));
    }
    List<String> names = new ArrayList<>(List.of(Shards.MANIFEST, Shards.TOMBSTONES));
    staged.write(Shards.MANIFEST, ManifestJson.write(after));
    SortedMap<String, byte[]> changed =
        reports.update(SmallFiles.reports(folder), after, removed.ids());
    for (Map.Entry<String, byte[]> report : changed.entrySet()) {
      staged.write(report.getKey(), report.getValue());
      names.add(report.getKey());
    }
    staged.write(Shards.TOMBSTONES, SmallFiles.tombstones(folder, removed.tombstones()));
    staged.write(Shards.SUCCESS, SuccessFile.bytes(new BeamFolder(staged.root()), names));
    staged.commit();
  }
}
