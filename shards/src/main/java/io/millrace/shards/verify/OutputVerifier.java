package io.millrace.shards.verify;

import io.millrace.corpus.Document;
import io.millrace.corpus.Outcome;
import io.millrace.shards.file.FileTree;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFolder;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.ManifestJson;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.pair.PairReader;
import io.millrace.shards.text.ShardReader;
import io.millrace.shards.verdict.VerdictReader;
import io.millrace.shards.verdict.VerdictRow;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a finished output: every listed file exists unchanged and no other file exists; shards
 * hold the right records in the right order; ids are unique; manifest, shards and verdicts agree.
 *
 * <p>{@code _SUCCESS} has the hashes of the manifest and the reports, and the manifest those of all
 * other files. A file in neither list is reported. Files are read as streams; memory is 16 bytes
 * for each document of the shards with one number.
 */
public final class OutputVerifier {

  /** Metadata field of the second and further copies of an up-sampled document. */
  public static final String REPEAT = "repeat";

  private static final int MAX_PROBLEMS = 1000;
  private static final int MAX_MANIFEST = 1 << 28;
  private static final Pattern PATH = Shards.FILE;

  /** Backslashes, and code points of the categories C, Zl and Zp. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\\\\\p{C}\\p{Zl}\\p{Zp}]");

  private final StoredFolder output;
  private final Depth depth;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Long> rephrased = new HashMap<>();
  private SortedMap<String, String> listed = Collections.emptySortedMap();
  private long documents;

  private OutputVerifier(StoredFolder output, Depth depth) {
    this.output = output;
    this.depth = depth;
  }

  /** How thoroughly an output is checked. */
  public enum Depth {
    /** Files, sizes, hashes, and whether the manifest adds up. */
    CHECKSUMS,
    /** The records as well. */
    RECORDS
  }

  /**
   * A problem of an output.
   *
   * @param path path of the file, relative to the output
   * @param problem one line for people
   */
  public record Problem(String path, String problem) {

    /** The problem of a window's file, relative to the whole output. */
    public Problem below(String folder) {
      return new Problem(folder + path, problem);
    }

    /** The path for display: unprintable characters and backslashes are escaped as in JSON. */
    public String shownPath() {
      return UNPRINTABLE
          .matcher(path)
          .replaceAll(found -> Matcher.quoteReplacement(escape(found.group())));
    }

    private static String escape(String unprintable) {
      StringBuilder text = new StringBuilder();
      for (char unit : unprintable.toCharArray()) {
        text.append(unit == '\\' ? "\\\\" : String.format(Locale.ROOT, "\\u%04x", (int) unit));
      }
      return text.toString();
    }
  }

  /**
   * Result of a check.
   *
   * @param files number of checked files
   * @param documents number of documents and pairs read from shards
   * @param problems problems, at most the first 1,000 of a window; empty when the output is sound
   * @param notes checks that could not be made, and why
   */
  public record Result(long files, long documents, List<Problem> problems, List<String> notes) {

    public Result {
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }

    public boolean sound() {
      return problems.isEmpty();
    }
  }

  /**
   * Checks an output.
   *
   * @param output its root folder
   */
  public static Result verify(StoredFolder output, Depth depth) throws IOException {
    return new OutputVerifier(output, depth).run();
  }

  private Result run() throws IOException {
    Optional<Manifest> manifest = readManifest();
    if (manifest.isEmpty()) {
      return new Result(1, 0, problems, List.of());
    }
    manifest.get().contradictions().forEach(line -> report(Shards.MANIFEST, line));
    SortedSet<String> whole = checkFiles(manifest.get());
    if (depth == Depth.RECORDS) {
      checkRecords(manifest.get(), whole);
    }
    return new Result(whole.size() + 2L, documents, problems, List.of());
  }

  private void checkRecords(Manifest manifest, SortedSet<String> whole) {
    checkShards(manifest, whole);
    int shards = manifest.recipe().path("output").path("shards").asInt();
    PairCheck pairs = new PairCheck(output, shards, this::report);
    pairs.check(pairShards(manifest.shards(), whole), pairShards(manifest.companions(), whole));
    documents += pairs.pairs();
    List<ShardInfo> rejects = new ArrayList<>(manifest.rejected());
    rejects.addAll(manifest.rephrase().answers());
    for (ShardInfo file : rejects) {
      if (whole.contains(file.path())) {
        countRejects(file);
      }
    }
    checkChoices(manifest.rephrase(), whole);
    if (manifest.verdicts().stream().allMatch(file -> whole.contains(file.path()))) {
      checkVerdicts(manifest);
    }
  }

  /** The unchanged files that belong to shards of pairs. */
  private static List<ShardInfo> pairShards(List<ShardInfo> files, SortedSet<String> whole) {
    return files.stream()
        .filter(file -> whole.contains(file.path()))
        .filter(file -> PairReader.holdsPairs(file.path()) || Shards.isCompanion(file.path()))
        .toList();
  }

  private void checkChoices(Manifest.Rephrase counts, SortedSet<String> whole) {
    if (counts.choices().isEmpty()
        || !counts.choices().stream().allMatch(file -> whole.contains(file.path()))) {
      return;
    }
    ChoiceCheck check = new ChoiceCheck(output, this::report);
    for (ShardInfo file : counts.choices()) {
      check.read(file).ifPresent(rows -> countIs(file, rows));
    }
    check.compare(counts);
  }

  private void report(String path, String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(path, problem));
    }
  }

  /** Reads the manifest; also checks the hashes in {@code _SUCCESS}. */
  private Optional<Manifest> readManifest() throws IOException {
    try {
      listed = SuccessFile.read(output);
    } catch (FileNotFoundException e) {
      report(Shards.SUCCESS, "is missing: the run did not finish");
      return Optional.empty();
    } catch (IOException e) {
      report(Shards.SUCCESS, "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
    if (!listed.containsKey(Shards.MANIFEST)) {
      report(Shards.SUCCESS, "does not list " + Shards.MANIFEST);
    }
    listed.forEach(this::checkHash);
    try {
      return Optional.of(
          ManifestJson.read(SuccessFile.readAll(output.file(Shards.MANIFEST), MAX_MANIFEST)));
    } catch (IOException e) {
      report(Shards.MANIFEST, "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void checkHash(String name, String sha256) {
    try {
      if (!SuccessFile.sha256(output.file(name)).equals(sha256)) {
        report(name, "sha256 differs from the one in " + Shards.SUCCESS);
      }
    } catch (IOException e) {
      report(name, "cannot be read: " + e.getMessage());
    }
  }

  /** Compares the existing files with the listed ones; returns the unchanged ones. */
  private SortedSet<String> checkFiles(Manifest manifest) throws IOException {
    if (!ManifestJson.sha256(manifest.recipe()).equals(manifest.recipeSha256())) {
      report(Shards.MANIFEST, "recipe_sha256 is not that of the recipe");
    }
    FileTree tree = output.tree();
    tree.others().forEach((path, kind) -> report(path, "is " + kind + ", not a file of an output"));
    SortedMap<String, Long> present = new TreeMap<>(tree.files());
    SortedSet<String> whole = new TreeSet<>();
    for (ShardInfo file : manifest.files()) {
      if (!PATH.matcher(file.path()).matches()) {
        report(file.path(), "is not a path of an output");
        continue;
      }
      Long size = present.remove(file.path());
      if (size == null) {
        report(file.path(), "is missing or listed twice");
      } else if (size != file.bytes()) {
        report(file.path(), "has " + size + " bytes, must have " + file.bytes());
      } else if (!SuccessFile.sha256(output.file(file.path())).equals(file.sha256())) {
        report(file.path(), "sha256 differs from the one in " + Shards.MANIFEST);
      } else {
        whole.add(file.path());
      }
    }
    present.remove(Shards.SUCCESS);
    present.keySet().removeAll(listed.keySet());
    present.keySet().removeIf(Shards::isLock);
    for (String path : present.keySet()) {
      String list = path.indexOf('/') < 0 ? Shards.SUCCESS : Shards.MANIFEST;
      report(path, "is not listed in " + list);
    }
    return whole;
  }

  /**
   * Reads the shards grouped by number: an id can occur again only in a shard of the same number.
   */
  private void checkShards(Manifest manifest, SortedSet<String> whole) {
    SortedMap<String, List<ShardInfo>> byNumber = new TreeMap<>();
    for (ShardInfo file : manifest.shards()) {
      if (whole.contains(file.path()) && !PairReader.holdsPairs(file.path())) {
        Matcher path = PATH.matcher(file.path());
        String number = path.matches() ? path.group(3) : "";
        byNumber.computeIfAbsent(number, key -> new ArrayList<>()).add(file);
      }
    }
    for (List<ShardInfo> files : byNumber.values()) {
      LongOpenHashSet ids = new LongOpenHashSet();
      for (ShardInfo file : files) {
        checkShard(file, ids);
      }
    }
  }

  private void checkShard(ShardInfo file, LongOpenHashSet ids) {
    Matcher path = PATH.matcher(file.path());
    if (!path.matches()) {
      return;
    }
    ShardCheck check =
        new ShardCheck(
            path.group(2), Integer.parseInt(path.group(3)), Integer.parseInt(path.group(4)), ids);
    long records = 0;
    try (ShardReader reader = ShardReader.open(output.file(file.path()))) {
      for (Optional<Document> next = reader.next(); next.isPresent(); next = reader.next()) {
        records++;
        if (next.get().origin().isPresent()) {
          rephrased.merge(file.path(), 1L, Long::sum);
        }
        long row = records;
        check.problem(next.get()).ifPresent(line -> report(file.path(), "record " + row + line));
      }
      documents += records;
      countIs(file, records);
    } catch (IOException e) {
      report(file.path(), "cannot be read: " + e.getMessage());
    }
  }

  private void countIs(ShardInfo file, long records) {
    if (records != file.records()) {
      report(file.path(), "has " + records + " records, must have " + file.records());
    }
  }

  private void countRejects(ShardInfo file) {
    long records = 0;
    try (ShardReader reader = ShardReader.open(output.file(file.path()))) {
      while (reader.next().isPresent()) {
        records++;
      }
      countIs(file, records);
    } catch (IOException e) {
      report(file.path(), "cannot be read: " + e.getMessage());
    }
  }

  /** Compares the verdicts with the manifest: rows, outcomes, reasons, and copies in each shard. */
  private void checkVerdicts(Manifest manifest) {
    Map<String, Long> outcomes = new HashMap<>();
    Map<String, Long> copies = new HashMap<>();
    SortedMap<String, SortedMap<String, Long>> reasons = new TreeMap<>();
    for (ShardInfo file : manifest.verdicts()) {
      long records = 0;
      try (VerdictReader reader = VerdictReader.open(output.file(file.path()))) {
        for (Optional<VerdictRow> next = reader.next(); next.isPresent(); next = reader.next()) {
          VerdictRow row = next.get();
          records++;
          outcomes.merge(row.outcome(), 1L, Long::sum);
          if (row.copies() > 0) {
            copies.merge(row.shard(), (long) row.copies(), Long::sum);
          } else if (!row.outcome().equals(Outcome.LATE.key())) {
            reasons
                .computeIfAbsent(row.stage(), key -> new TreeMap<>())
                .merge(row.reason(), 1L, Long::sum);
          }
        }
      } catch (IOException e) {
        report(file.path(), "cannot be read: " + e.getMessage());
        return;
      }
      countIs(file, records);
    }
    Manifest.Counts totals = manifest.totals();
    outcomeIs(outcomes, Outcome.KEPT, totals.kept());
    outcomeIs(outcomes, Outcome.DROPPED, totals.dropped());
    outcomeIs(outcomes, Outcome.FAILED, totals.failed());
    outcomeIs(outcomes, Outcome.LATE, totals.late());
    if (!reasons.equals(manifest.reasons())) {
      report(Shards.VERDICTS, "reasons are " + reasons + ", must be " + manifest.reasons());
    }
    long made = rephrased.values().stream().mapToLong(Long::longValue).sum();
    if (made != manifest.rephrase().written()) {
      report(
          Shards.MANIFEST,
          "rephrase.written is " + manifest.rephrase().written() + ", the shards have " + made);
    }
    for (ShardInfo file : manifest.shards()) {
      long expected =
          copies.getOrDefault(file.path(), 0L) + rephrased.getOrDefault(file.path(), 0L);
      if (expected != file.records()) {
        report(file.path(), "verdicts put " + expected + " records here, not " + file.records());
      }
    }
  }

  private void outcomeIs(Map<String, Long> outcomes, Outcome outcome, long expected) {
    long rows = outcomes.getOrDefault(outcome.key(), 0L);
    if (rows != expected) {
      report(Shards.VERDICTS, rows + " records are " + outcome.key() + ", must be " + expected);
    }
  }
}
