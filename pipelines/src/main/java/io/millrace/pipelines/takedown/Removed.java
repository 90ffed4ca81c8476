package io.millrace.pipelines.takedown;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Manifest.Counts;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.verdict.VerdictRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts what is removed from one output, and makes the new manifest. */
final class Removed {

  private static final String STAGE = DropReason.TAKEN_DOWN.stage();

  private final String date;
  private final SortedSet<Tombstone> tombstones = new TreeSet<>();
  private final SortedMap<String, long[]> byLanguage = new TreeMap<>();
  private long documents;
  private long copies;
  private long rephrasings;
  private long rejects;

  Removed(String date) {
    this.date = date;
  }

  void fromShard(Document document, String reason) {
    if (document.origin().isPresent()) {
      rephrasings++;
      add(document.id(), Tombstone.REPHRASING, reason);
    } else {
      add(document.id(), Tombstone.DOCUMENT, reason);
    }
  }

  void pair(String id, String reason) {
    add(id, Tombstone.PAIR, reason);
  }

  void reject(String id, String reason) {
    rejects++;
    add(id, Tombstone.REJECT, reason);
  }

  private void add(String id, String kind, String reason) {
    tombstones.add(new Tombstone(id, kind, reason, date));
  }

  /** Counts the verdict of a kept document or pair. */
  void verdict(VerdictRow row) {
    documents++;
    copies += row.copies();
    String language = row.language().isEmpty() ? Shards.UNKNOWN_LANGUAGE : row.language();
    long[] counts = byLanguage.computeIfAbsent(language, key -> new long[2]);
    counts[0]++;
    counts[1] += row.copies();
  }

  /** The record for the rejects, without its text. */
  static Document withoutText(VerdictRow row) {
    return new Document(
        row.id(),
        "",
        row.url(),
        row.timestamp(),
        row.source(),
        row.language(),
        row.languageScore(),
        new TreeMap<>());
  }

  SortedSet<Tombstone> tombstones() {
    return tombstones;
  }

  Set<String> ids() {
    return tombstones.stream().map(Tombstone::id).collect(Collectors.toSet());
  }

  Manifest.Takedown takedown(List<String> selectors, List<Manifest.Change> changes) {
    return new Manifest.Takedown(date, selectors, documents, rephrasings, rejects, changes);
  }

  /** The new manifest, in which removed documents count as dropped. */
  Manifest manifest(Manifest before, Collection<ShardInfo> files, Manifest.Takedown takedown) {
    SortedMap<String, Counts> languages = new TreeMap<>(before.languages());
    byLanguage.forEach(
        (language, counts) ->
            languages.computeIfPresent(language, (key, old) -> less(old, counts[0], counts[1])));
    List<Manifest.Takedown> takedowns = new ArrayList<>(before.takedowns());
    takedowns.add(takedown);
    Set<String> answers = paths(before.rephrase().answers());
    return new Manifest(
        before.formatVersion(),
        before.millraceVersion(),
        before.recipeSha256(),
        before.recipe(),
        before.models(),
        before.inputs(),
        less(before.totals(), documents, copies),
        stages(before),
        languages,
        reasons(before),
        rephrase(before.rephrase(), files),
        in(files, Shards.SHARDS).stream().filter(file -> !Shards.isCompanion(file.path())).toList(),
        in(files, Shards.REJECTED).stream().filter(file -> !answers.contains(file.path())).toList(),
        in(files, Shards.VERDICTS),
        files.stream().filter(file -> Shards.isCompanion(file.path())).toList(),
        takedowns,
        before.plugins());
  }

  private static Counts less(Counts old, long documents, long copies) {
    return new Counts(
        old.input(),
        old.kept() - documents,
        old.dropped() + documents,
        old.failed(),
        old.late(),
        old.written() - copies);
  }

  private List<Manifest.Stage> stages(Manifest before) {
    List<Manifest.Stage> stages = new ArrayList<>(before.stages());
    if (documents == 0) {
      return stages;
    }
    int last = stages.size() - 1;
    if (last >= 0 && stages.get(last).stage().equals(STAGE)) {
      Manifest.Stage old = stages.get(last);
      stages.set(last, new Manifest.Stage(STAGE, old.in(), old.dropped() + documents, 0));
    } else {
      stages.add(new Manifest.Stage(STAGE, before.totals().kept(), documents, 0));
    }
    return stages;
  }

  private SortedMap<String, SortedMap<String, Long>> reasons(Manifest before) {
    SortedMap<String, SortedMap<String, Long>> reasons = new TreeMap<>(before.reasons());
    if (documents > 0) {
      SortedMap<String, Long> counts = new TreeMap<>(reasons.getOrDefault(STAGE, new TreeMap<>()));
      counts.merge(DropReason.TAKEN_DOWN.key(), documents, Long::sum);
      reasons.put(STAGE, counts);
    }
    return reasons;
  }

  private Manifest.Rephrase rephrase(Manifest.Rephrase old, Collection<ShardInfo> files) {
    if (old.equals(Manifest.Rephrase.NONE)) {
      return old;
    }
    return new Manifest.Rephrase(
        old.model(),
        old.calls(),
        old.retries(),
        old.generated(),
        old.cached(),
        old.promptTokens(),
        old.completionTokens(),
        old.costMicros(),
        old.written() - rephrasings,
        old.outcomes(),
        old.passages(),
        old.passed(),
        old.failed(),
        old.prompts(),
        old.budget(),
        those(files, paths(old.answers())),
        those(files, paths(old.choices())));
  }

  private static Set<String> paths(List<ShardInfo> files) {
    return files.stream().map(ShardInfo::path).collect(Collectors.toSet());
  }

  private static List<ShardInfo> those(Collection<ShardInfo> files, Set<String> paths) {
    return files.stream().filter(file -> paths.contains(file.path())).toList();
  }

  private static List<ShardInfo> in(Collection<ShardInfo> files, String set) {
    return files.stream().filter(file -> file.path().startsWith(set + '/')).toList();
  }
}
