package io.millrace.pipelines.shard;

import io.millrace.corpus.Document;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.step.Judged;
import io.millrace.rephrase.budget.Price;
import io.millrace.rephrase.document.Choice;
import io.millrace.rephrase.document.ChoiceRecord;
import io.millrace.rephrase.document.DocumentFacts;
import io.millrace.rephrase.document.PassageResult;
import io.millrace.rephrase.document.RephraseResult;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.text.AnswersWriter;
import io.millrace.shards.text.RejectWriter;
import io.millrace.shards.text.ShardWriter;
import io.millrace.shards.verdict.ChoiceRow;
import io.millrace.shards.verdict.ChoiceWriter;
import io.millrace.shards.verdict.VerdictRow;
import io.millrace.shards.verdict.VerdictWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The open files of one shard number: the shard of the current language, the rejects of every
 * stage, verdicts, answers and choices.
 */
final class ShardFiles implements Closeable {

  /** Picos in one unit of the currency. */
  private static final double PICOS = 1e12;

  private final ShardPlan plan;
  private final int shard;
  private final PendingFiles pending;
  private final VerdictWriter verdicts;
  private final PairFiles pairs;
  private final SortedMap<String, RejectWriter> rejects = new TreeMap<>();
  private final List<ShardInfo> finished = new ArrayList<>();
  private AnswersWriter answers;
  private ChoiceWriter choices;
  private ShardWriter writer;
  private String writerLanguage = "";
  private String writerPath = "";

  ShardFiles(ShardPlan plan, String output, int shard) throws IOException {
    this.plan = plan;
    this.shard = shard;
    this.pending = new PendingFiles(output, plan.claim());
    this.pairs = new PairFiles(plan, shard, pending);
    String path = Shards.verdictsPath(shard, plan.shards());
    this.verdicts =
        VerdictWriter.open(pending.create(path), path, ShardWriter.DEFAULT_LEVEL, plan.signals());
  }

  /**
   * Writes a record to the shard or the rejects, and its verdict. Documents must come sorted by
   * language, then id.
   *
   * @param judged result of the chain; the text of its document is not used
   */
  void write(Judged judged, EncodedDocument document, Verdict verdict, String detail)
      throws IOException {
    String path = "";
    if (verdict instanceof Verdict.Kept kept) {
      path = write(judged, document);
      for (int copy = 1; copy < kept.copies(); copy++) {
        write(judged, repeat(document, copy));
      }
    } else {
      reject(RejectWriter.stageOf(verdict)).write(document, verdict);
    }
    VerdictRow row = VerdictRow.of(document.rest(), verdict, path, Collections.emptySortedMap());
    verdicts.write(detail.isEmpty() ? row : row.withDetail(detail), judged.signals());
  }

  private String write(Judged judged, EncodedDocument document) throws IOException {
    if (judged.image().isPresent()) {
      return pairs.write(judged.image().get().pair(document.decoded()));
    }
    openLanguage(document.rest().language());
    writer.write(document);
    return writerPath;
  }

  /** Writes a rephrased document, which is no input record and so has no verdict. */
  void writeRephrased(EncodedDocument document) throws IOException {
    openLanguage(document.rest().language());
    writer.write(document);
  }

  /** Writes the answers for a document when some of them are not used, for analysis. */
  void writeAnswers(Document source, RephraseResult result) throws IOException {
    if (answers == null) {
      String path = Shards.answersPath(shard, plan.shards());
      answers = AnswersWriter.open(pending.create(path), path, ShardWriter.DEFAULT_LEVEL);
    }
    List<AnswersWriter.Passage> passages = new ArrayList<>();
    for (PassageResult passage : result.passages()) {
      passages.add(
          new AnswersWriter.Passage(
              passage.number(),
              passage.source(),
              passage.raw(),
              passage.failures(),
              passage.detail(),
              passage.signals()));
    }
    answers.write(
        source.withOrigin(result.origin()),
        result.outcome().key(),
        result.choice().propensity(),
        passages);
  }

  /** Writes the choice of the policy for a document, and its result. */
  void writeChoices(DocumentFacts facts, RephraseResult result, Price price) throws IOException {
    if (choices == null) {
      String path = Shards.choicesPath(shard, plan.shards());
      choices = ChoiceWriter.open(pending.create(path), path, ShardWriter.DEFAULT_LEVEL);
    }
    for (ChoiceRecord record : ChoiceRecord.of(facts, result, price)) {
      choices.write(row(record));
    }
  }

  private static ChoiceRow row(ChoiceRecord record) {
    DocumentFacts document = record.document();
    Choice choice = record.choice();
    return new ChoiceRow(
        document.id(),
        record.passage(),
        document.language(),
        document.quality(),
        choice.band(),
        choice.style(),
        choice.model(),
        record.prompt(),
        choice.propensity(),
        record.outcome().key(),
        record.passed(),
        record.reason(),
        record.promptTokens(),
        record.completionTokens(),
        record.picos() / PICOS);
  }

  /** Marks an up-sampled copy in its metadata, so that ids can be checked for uniqueness. */
  private static EncodedDocument repeat(EncodedDocument document, int copy) {
    SortedMap<String, String> metadata = new TreeMap<>(document.rest().metadata());
    metadata.put("repeat", Integer.toString(copy));
    return new EncodedDocument(document.rest().withMetadata(metadata), document.text());
  }

  private void openLanguage(String language) throws IOException {
    if (writer != null && writerLanguage.equals(language)) {
      return;
    }
    closeLanguage();
    writerLanguage = language;
    writerPath = Shards.shardPath(language, shard, plan.shards(), plan.format());
    writer = ShardWriter.open(plan.format(), pending.create(writerPath), writerPath, plan.level());
  }

  private void closeLanguage() throws IOException {
    if (writer != null) {
      finished.add(writer.finish());
      writer = null;
    }
  }

  private RejectWriter reject(String stage) throws IOException {
    RejectWriter existing = rejects.get(stage);
    if (existing != null) {
      return existing;
    }
    String path = Shards.rejectedPath(stage, shard, plan.shards());
    RejectWriter created = RejectWriter.open(pending.create(path), path, ShardWriter.DEFAULT_LEVEL);
    rejects.put(stage, created);
    return created;
  }

  /** Completes all files and renames them. */
  List<ShardInfo> finish() throws IOException {
    closeLanguage();
    finished.addAll(pairs.finish());
    for (RejectWriter each : rejects.values()) {
      finished.add(each.finish());
    }
    finished.add(verdicts.finish());
    if (answers != null) {
      finished.add(answers.finish());
    }
    if (choices != null) {
      finished.add(choices.finish());
    }
    pending.commit(finished);
    finished.sort(null);
    return List.copyOf(finished);
  }

  /** Closes all files, and deletes them if {@link #finish} was not called. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
    pairs.close();
    for (RejectWriter each : rejects.values()) {
      each.close();
    }
    verdicts.close();
    if (answers != null) {
      answers.close();
    }
    if (choices != null) {
      choices.close();
    }
    pending.discard();
  }
}
