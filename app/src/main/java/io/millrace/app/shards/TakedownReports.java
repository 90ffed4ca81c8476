package io.millrace.app.shards;

import io.millrace.app.report.Report;
import io.millrace.app.report.ReportData;
import io.millrace.app.run.Rephrasings;
import io.millrace.corpus.DropReason;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Updates the reports of an output after a takedown: counts come from the manifest, and excerpts,
 * images and rephrased passages of the removed documents are deleted. Distributions and speeds stay
 * those of the run.
 */
final class TakedownReports {

  private static final String STAGE = DropReason.TAKEN_DOWN.stage();

  private TakedownReports() {}

  static SortedMap<String, byte[]> update(
      SortedMap<String, byte[]> reports, Manifest after, Set<String> ids) throws IOException {
    byte[] json = reports.get(Shards.REPORT_JSON);
    if (json == null) {
      // without its data a page cannot be rewritten, and it may show removed documents
      return new TreeMap<>();
    }
    ReportData data = update(Report.read(json), after, ids);
    SortedMap<String, byte[]> updated = new TreeMap<>();
    updated.put(Shards.REPORT_JSON, Report.json(data));
    updated.put(Shards.REPORT_HTML, Report.html(data));
    return updated;
  }

  private static ReportData update(ReportData data, Manifest after, Set<String> ids) {
    SortedMap<String, Long> kept = new TreeMap<>();
    SortedMap<String, Long> taken = new TreeMap<>();
    List<ReportData.Language> languages = new ArrayList<>();
    for (ReportData.Language each : data.languages()) {
      Manifest.Counts counts = after.languages().get(each.language());
      if (counts == null) {
        languages.add(each);
        continue;
      }
      if (each.kept() > 0) {
        kept.put(each.language(), each.kept());
      }
      if (each.kept() > counts.kept()) {
        taken.put(each.language(), each.kept() - counts.kept());
      }
      languages.add(language(each, counts));
    }
    List<ReportData.Stage> stages = new ArrayList<>(data.stages());
    if (!taken.isEmpty()) {
      addStage(stages, kept, taken);
    }
    return new ReportData(
        data.run(),
        data.millraceVersion(),
        data.recipe(),
        data.seconds(),
        stages,
        reasons(data.reasons(), after, ids),
        data.nearMisses().stream().filter(each -> !ids.contains(each.example().id())).toList(),
        data.distributions(),
        languages,
        data.speeds(),
        data.models(),
        rephrase(data.rephrase(), after, ids),
        data.pairs() == null ? null : without(data.pairs(), ids),
        data.warnings());
  }

  /** Estimates the remaining bytes by the share of remaining documents. */
  private static ReportData.Language language(ReportData.Language old, Manifest.Counts counts) {
    long bytes =
        old.kept() == 0 ? 0 : Math.round((double) old.bytes() * counts.kept() / old.kept());
    return new ReportData.Language(
        old.language(),
        counts.input(),
        counts.kept(),
        counts.dropped(),
        counts.failed(),
        counts.late(),
        counts.written(),
        bytes);
  }

  private static void addStage(
      List<ReportData.Stage> stages, SortedMap<String, Long> kept, SortedMap<String, Long> taken) {
    int last = stages.size() - 1;
    SortedMap<String, Long> in = kept;
    SortedMap<String, Long> dropped = new TreeMap<>(taken);
    if (last >= 0 && stages.get(last).stage().equals(STAGE)) {
      ReportData.Stage old = stages.remove(last);
      in = old.in();
      old.dropped().forEach((language, count) -> dropped.merge(language, count, Long::sum));
    }
    stages.add(new ReportData.Stage(STAGE, in, dropped, new TreeMap<>()));
  }

  private static List<ReportData.Reason> reasons(
      List<ReportData.Reason> old, Manifest after, Set<String> ids) {
    List<ReportData.Reason> reasons = new ArrayList<>();
    for (ReportData.Reason each : old) {
      if (!each.stage().equals(STAGE)) {
        reasons.add(
            new ReportData.Reason(
                each.stage(),
                each.reason(),
                each.description(),
                each.count(),
                without(each.examples(), ids)));
      }
    }
    SortedMap<String, Long> counts = after.reasons().get(STAGE);
    if (counts != null) {
      DropReason reason = DropReason.TAKEN_DOWN;
      reasons.add(
          new ReportData.Reason(
              STAGE, reason.key(), reason.description(), counts.get(reason.key()), List.of()));
    }
    return reasons;
  }

  private static List<ReportData.Example> without(
      List<ReportData.Example> examples, Set<String> ids) {
    return examples.stream().filter(example -> !ids.contains(example.id())).toList();
  }

  private static ReportData.Rephrase rephrase(
      ReportData.Rephrase old, Manifest after, Set<String> ids) {
    if (old == null) {
      return null;
    }
    SortedMap<String, Long> counts = new TreeMap<>(old.counts());
    counts.computeIfPresent("written", (name, written) -> after.rephrase().written());
    return new ReportData.Rephrase(
        old.model(),
        counts,
        old.outcomes(),
        old.failed(),
        Rephrasings.sentences(after.rephrase()),
        old.passages().stream().filter(passage -> !ids.contains(passage.id())).toList());
  }
}
