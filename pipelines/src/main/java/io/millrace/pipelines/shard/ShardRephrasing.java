package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.summary.RephraseCounts;
import io.millrace.rephrase.budget.Price;
import io.millrace.rephrase.document.Choice;
import io.millrace.rephrase.document.DocumentFacts;
import io.millrace.rephrase.document.RephraseResult;
import io.millrace.rephrase.document.RephraseSettings;
import io.millrace.rephrase.document.Rephraser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Rephrases the kept documents of a shard, as many in parallel as the settings say. The results are
 * emitted in the order of the documents.
 */
final class ShardRephrasing {

  /** Receives the results in the order in which documents were added. */
  interface Sink {
    void accept(Outcomes.Outcome outcome) throws IOException;
  }

  private record Open(
      Optional<Document> source,
      DocumentFacts facts,
      List<CompletableFuture<RephraseResult>> results) {}

  private final RephraseJob job;
  private final Rephraser rephraser;
  private final ExternalSorter made;
  private final ShardFiles files;
  private final Sink sink;
  private final SortedMap<String, Price> prices;
  private final ShardItemCodec codec = new ShardItemCodec();
  private final Deque<Open> open = new ArrayDeque<>();
  private int working;
  private RephraseCounts counts = RephraseCounts.NONE;

  /**
   * @param made receives the rephrased documents
   * @param files receives choices, and answers that are not used
   */
  ShardRephrasing(
      RephraseJob job, Rephraser rephraser, ExternalSorter made, ShardFiles files, Sink sink) {
    this.job = job;
    this.rephraser = rephraser;
    this.made = made;
    this.files = files;
    this.sink = sink;
    RephraseSettings settings = job.settings();
    this.prices = settings.budget().pricesOf(List.of(settings.model()));
  }

  /** Adds a kept document. */
  void add(Judged judged) throws IOException {
    Document document = judged.document();
    double quality = job.quality() < 0 ? Double.NaN : judged.signals()[job.quality()];
    DocumentFacts facts = new DocumentFacts(document.id(), document.language(), quality);
    List<Choice> choices = rephraser.policy().choose(facts);
    if (choices.isEmpty()) {
      open.add(new Open(Optional.empty(), facts, List.of()));
    } else {
      List<CompletableFuture<RephraseResult>> results = new ArrayList<>();
      choices.forEach(choice -> results.add(rephraser.rephraseAsync(document, choice)));
      open.add(new Open(Optional.of(document), facts, results));
      working++;
    }
    while (working >= job.settings().openDocuments()) {
      finishFirst();
    }
  }

  /** Waits for all open documents, and returns the counts. */
  RephraseCounts finish() throws IOException {
    while (!open.isEmpty()) {
      finishFirst();
    }
    return counts;
  }

  private void finishFirst() throws IOException {
    Open first = open.remove();
    if (first.source().isEmpty()) {
      sink.accept(Outcomes.Outcome.NONE);
      RephraseProgress.record();
      return;
    }
    working--;
    RephraseTally tally = new RephraseTally(job.settings());
    for (CompletableFuture<RephraseResult> future : first.results()) {
      RephraseResult result = join(future);
      take(first.source().get(), result, tally);
      RephraseProgress.result(result);
      files.writeChoices(first.facts(), result, prices.get(result.choice().model()));
    }
    counts = counts.plus(tally.counts());
    RephraseProgress.record();
    sink.accept(tally.outcome());
  }

  private void take(Document source, RephraseResult result, RephraseTally tally)
      throws IOException {
    tally.add(source, result);
    if (result.text().isPresent()) {
      Document document = source.rephrased(result.origin(), result.text().get());
      Judged judged =
          new Judged(
              Hash128.fromHex(document.id()),
              document,
              Optional.empty(),
              Judged.PASSED,
              new double[0]);
      made.add(codec.encode(new ShardItem.Text(judged)).bytes());
    }
    boolean unused =
        result.passages().stream().anyMatch(passage -> passage.answered() && !passage.passed());
    if (unused) {
      files.writeAnswers(source, result);
    }
  }

  private static RephraseResult join(CompletableFuture<RephraseResult> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException failed) {
      // the cache or the budget cannot be used, so the cost would have no limit
      throw new IOException(
          "rephrasing cannot continue: " + failed.getCause().getMessage(), failed);
    }
  }
}
