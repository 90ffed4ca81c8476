package io.millrace.pipelines.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.api.TextAnalysis;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.dedup.BandKeys;
import io.millrace.dedup.Mark;
import io.millrace.dedup.MinHashSettings;
import io.millrace.dedup.index.DuplicateIndex;
import io.millrace.dedup.index.SegmentBuilder;
import io.millrace.filters.text.TextAnalyzer;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.output.FinishedOutput;
import io.millrace.pipelines.output.Locks;
import io.millrace.pipelines.output.OutputLock;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.pair.PairReader;
import io.millrace.shards.text.RejectLines;
import io.millrace.shards.text.ShardReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds the documents of an output to an index: those in its shards, and those that a rephrased text
 * replaced. Rephrased texts are left out. A segment is named after the window, or by a hash of the
 * run's verdicts, so an output that is added again replaces itself.
 */
public final class IndexBuild {

  private static final Pattern WINDOW =
      Pattern.compile("windows/(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d)-(\\d\\d)(?:-(\\d\\d))?Z/");

  /** Order of a run without windows: all windows see it. */
  private static final long RUN = Long.MIN_VALUE;

  private final Path directory;
  private final TextAnalyzer analyzer = new TextAnalyzer();
  private MinHashSettings settings;
  private BandKeys keys;
  private SegmentBuilder segment;
  private String name;
  private long order;
  private int parts;
  private long documents;

  public IndexBuild(Path directory) {
    this.directory = directory;
  }

  /**
   * Adds the documents of an output, with the settings of its dedup-minhash, else the defaults.
   *
   * @return number of documents added; documents without words are left out
   */
  public long add(String address) throws IOException {
    documents = 0;
    FinishedOutput.checkFinished(address);
    try (OutputLock index = lock(directory);
        OutputLock output = Locks.acquire(address, OutputLock.Use.INDEX)) {
      for (Map.Entry<String, FinishedOutput> each : FinishedOutput.openAll(address).entrySet()) {
        add(each.getKey(), each.getValue());
      }
    }
    return documents;
  }

  /**
   * Merges the segments of an index.
   *
   * @param settings of its signatures
   */
  public static void compact(Path directory, MinHashSettings settings) throws IOException {
    try (OutputLock lock = lock(directory)) {
      DuplicateIndex.open(directory, settings).compact(Long.MAX_VALUE);
    }
  }

  /** Locks an index, to which one process at a time may write. */
  public static OutputLock lock(Path directory) {
    return Locks.acquire(directory.toString(), OutputLock.Use.INDEX);
  }

  /** Settings of the signatures: those of the output's dedup-minhash, else the defaults. */
  public static MinHashSettings settings(FinishedOutput output) {
    return output
        .recipe()
        .stage(Stages.DEDUP_MINHASH, MinHashSettings.class)
        .orElseGet(MinHashSettings::defaults);
  }

  private void add(String window, FinishedOutput output) throws IOException {
    Manifest manifest = output.manifest();
    settings = settings(output);
    DuplicateIndex.open(directory, settings);
    keys = new BandKeys(settings);
    segment = new SegmentBuilder(settings);
    parts = 0;
    Matcher start = WINDOW.matcher(window);
    if (start.matches()) {
      String second = start.group(4) == null ? "00" : start.group(4);
      String time = start.group(1) + 'T' + start.group(2) + ':' + start.group(3) + ':' + second;
      order = Instant.parse(time + 'Z').toEpochMilli();
      String recipe = manifest.recipeSha256().substring(0, 16);
      name = "window-" + window.substring("windows/".length(), window.length() - 1) + '-' + recipe;
    } else {
      order = RUN;
      StringBuilder hashes = new StringBuilder();
      manifest.verdicts().forEach(file -> hashes.append(file.sha256()));
      name = "run-" + Hash128.of(hashes.toString()).toHex();
    }
    for (ShardInfo file : manifest.shards()) {
      if (!PairReader.holdsPairs(file.path())) {
        addShard(output, file);
      }
    }
    for (ShardInfo file : manifest.rejected()) {
      if (file.path().startsWith("rejected/rephrase/part-")) {
        RejectLines.forEach(new BeamFolder(output.folder()).file(file.path()), this::addReplaced);
      }
    }
    if (segment.documents() > 0 || parts == 0) {
      write();
    }
  }

  private void addShard(FinishedOutput output, ShardInfo file) throws IOException {
    try (ShardReader reader = ShardReader.open(new BeamFolder(output.folder()).file(file.path()))) {
      for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
        Document document = next.get();
        if (document.origin().isEmpty()) {
          add(document.id(), document.timestamp(), document.text());
        }
      }
    }
  }

  private void addReplaced(JsonNode line) throws IOException {
    if (line.path("reason").asText().equals(DropReason.REPHRASED.key())) {
      add(line.path("id").asText(), line.path("timestamp").asText(), line.path("text").asText());
    }
  }

  private void add(String id, String timestamp, String text) throws IOException {
    TextAnalysis analysis = analyzer.analyze(text);
    if (keys.compute(analysis.foldedWordHashes(), analysis.words())) {
      if (segment.documents() == SegmentBuilder.MAX_DOCUMENTS) {
        write();
      }
      segment.add(Hash128.fromHex(id), Mark.timestamp(timestamp), keys);
      documents++;
    }
  }

  private void write() throws IOException {
    segment.write(directory, name + "-" + parts, order);
    parts++;
    segment = new SegmentBuilder(settings);
  }
}
