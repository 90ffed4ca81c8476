package io.millrace.shards.verdict;

import io.millrace.shards.file.StoredFile;
import io.millrace.shards.parquet.ParquetRows;
import java.io.IOException;
import org.apache.parquet.example.data.Group;

/** Reads files of choices. */
public final class ChoiceReader {

  private ChoiceReader() {}

  public static ParquetRows<ChoiceRow> open(StoredFile file) throws IOException {
    return ParquetRows.open(file, null, ChoiceReader::choice);
  }

  private static ChoiceRow choice(Group row) {
    return new ChoiceRow(
        row.getString("id", 0),
        row.getFieldRepetitionCount("passage") > 0
            ? row.getInteger("passage", 0)
            : ChoiceRow.NO_PASSAGE,
        row.getString("language", 0),
        row.getFieldRepetitionCount("quality") > 0 ? row.getDouble("quality", 0) : Double.NaN,
        row.getString("band", 0),
        row.getString("style", 0),
        row.getString("model", 0),
        row.getString("prompt", 0),
        row.getDouble("propensity", 0),
        row.getString("outcome", 0),
        row.getBoolean("passed", 0),
        row.getString("reason", 0),
        row.getInteger("prompt_tokens", 0),
        row.getInteger("completion_tokens", 0),
        row.getDouble("cost", 0));
  }
}
