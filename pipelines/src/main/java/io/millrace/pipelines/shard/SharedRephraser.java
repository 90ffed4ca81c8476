package io.millrace.pipelines.shard;

import io.millrace.connectors.models.ModelStore;
import io.millrace.pipelines.chain.AnswerLanguages;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.rephrase.budget.CallCounts;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.Rephraser;
import io.millrace.rephrase.gate.LanguageGuesser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rephraser that all writers of a process share: one set of child processes, one limit of
 * concurrency for each server, one connection to the cache. The first writer opens it and the last
 * one closes it.
 */
final class SharedRephraser {

  private static final Map<RephraseJob, SharedRephraser> OPEN = new HashMap<>();

  private final RephraseJob job;
  private final RephraseService service;
  private final Rephraser rephraser;
  private int users;
  private CallCounts taken = CallCounts.NONE;

  private SharedRephraser(RephraseJob job) throws IOException {
    this.job = job;
    this.service = RephraseService.open(job.settings(), job.modelFile(), folder());
    this.rephraser = service.rephraser(identifier(job));
  }

  /** Where cache and budget are when the recipe does not say. */
  static Path folder() {
    return ModelStore.cache(System.getenv()).resolve("rephrase");
  }

  /** The one for a job; {@link #release} follows. */
  static SharedRephraser acquire(RephraseJob job) throws IOException {
    synchronized (OPEN) {
      SharedRephraser shared = OPEN.get(job);
      if (shared == null) {
        shared = new SharedRephraser(job);
        OPEN.put(job, shared);
      }
      shared.users++;
      return shared;
    }
  }

  void release() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(job);
        service.close();
        RephraseProgress.closed(service.counts());
      }
    }
  }

  /** What rephrasers that are open have asked so far. */
  static CallCounts openCalls() {
    synchronized (OPEN) {
      return OPEN.values().stream()
          .map(shared -> shared.service.counts())
          .reduce(CallCounts.NONE, CallCounts::plus);
    }
  }

  Rephraser rephraser() {
    return rephraser;
  }

  /**
   * What was asked since this was called last, by whichever writer: each call is counted by one.
   */
  RephraseCounts takeCalls() {
    synchronized (OPEN) {
      CallCounts now = service.counts();
      CallCounts before = taken;
      taken = now;
      return new RephraseCounts(
          now.calls() - before.calls(),
          now.retries() - before.retries(),
          now.promptTokens() - before.promptTokens(),
          now.completionTokens() - before.completionTokens(),
          now.picos() - before.picos(),
          0,
          0,
          0,
          new TreeMap<>(),
          0,
          0,
          new TreeMap<>(),
          new TreeMap<>(),
          List.of());
    }
  }

  private static LanguageGuesser identifier(RephraseJob job) throws IOException {
    if (job.languageModel().isEmpty()) {
      return LanguageGuesser.NONE;
    }
    return AnswerLanguages.read(job.languageModel().get());
  }
}
