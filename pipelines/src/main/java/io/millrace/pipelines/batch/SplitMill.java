package io.millrace.pipelines.batch;

import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.connectors.read.files.InputFiles.InputFile;
import io.millrace.pipelines.flow.KeyedSink;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.flow.RecordMill;
import io.millrace.pipelines.flow.StageTimes;
import io.millrace.pipelines.recipe.Recipe;
import java.io.IOException;
import java.util.List;

/** Reads a split and takes its records through the chain. Needs no Beam. */
public final class SplitMill {

  private final List<RecordReader> readers;
  private final List<String> kinds;
  private final RecordMill records;

  public SplitMill(MillPlan plan) throws IOException {
    this.readers = plan.readers();
    this.kinds = plan.recipe().inputs().stream().map(Recipe.Input::kind).toList();
    this.records = new RecordMill(plan);
  }

  /**
   * Takes every record of the split, or of its part, through the chain.
   *
   * @param fetches receives pairs to fetch, by partition; unused in a run that fetches nothing
   */
  public void mill(InputSplit split, KeyedSink texts, KeyedSink markBlocks, KeyedSink fetches)
      throws IOException {
    RecordMill.Batch batch = records.begin(split.name(), texts, markBlocks, fetches);
    RecordSink own = new EveryNth(batch.entrance(), split.part(), split.parts());
    readers.get(split.input()).read(split.split(), own);
    InputFiles.checkStillWhole(new InputFile(split.split().path(), split.fileBytes()));
    batch.end(kinds.get(split.input()));
    Progress.splitRead();
  }

  /** Reports the cost of each stage since the last call. */
  public void takeStageTimes(StageTimes out) {
    records.takeStageTimes(out);
  }
}
