package io.millrace.pipelines.shard;

import io.millrace.connectors.models.ModelStore;
import io.millrace.pipelines.chain.AnswerLanguages;
import io.millrace.pipelines.engine.SharedResources;
import io.millrace.pipelines.plugin.Plugins;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.rephrase.budget.CallCounts;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.Rephraser;
import io.millrace.rephrase.gate.LanguageGuesser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * The rephraser that all writers of a process share: one set of child processes, one limit of
 * concurrency for each server, one connection to the cache. See {@link SharedResources}.
 */
final class SharedRephraser {

  private static final SharedResources<RephraseJob, SharedRephraser> OPEN =
      new SharedResources<>(SharedRephraser::new, SharedRephraser::close);

  private final RephraseJob job;
  private final RephraseService service;
  private final Rephraser rephraser;
  private CallCounts taken = CallCounts.NONE;

  private SharedRephraser(RephraseJob job) throws IOException {
    this.job = job;
    this.service = RephraseService.open(job.settings(), job.modelFile(), folder());
    this.rephraser = service.rephraser(identifier(job), Plugins.current().styles());
  }

  /** Default folder of cache and budget. */
  static Path folder() {
    return ModelStore.cache(System.getenv()).resolve("rephrase");
  }

  /** The rephraser of a job; call {@link #release} when done. */
  static SharedRephraser acquire(RephraseJob job) throws IOException {
    return OPEN.acquire(job);
  }

  void release() {
    OPEN.release(job);
  }

  private void close() {
    service.close();
    RephraseProgress.closed(service.counts());
  }

  /** Calls of all open rephrasers so far. */
  static CallCounts openCalls() {
    return OPEN.read(
        all ->
            all.stream()
                .map(shared -> shared.service.counts())
                .reduce(CallCounts.NONE, CallCounts::plus));
  }

  Rephraser rephraser() {
    return rephraser;
  }

  /** Calls of all writers since the last call of this method, so that each is counted once. */
  synchronized RephraseCounts takeCalls() {
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

  private static LanguageGuesser identifier(RephraseJob job) throws IOException {
    if (job.languageModel().isEmpty()) {
      return LanguageGuesser.NONE;
    }
    return AnswerLanguages.read(job.languageModel().get());
  }
}
