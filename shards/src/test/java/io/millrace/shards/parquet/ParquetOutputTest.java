package io.millrace.shards.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.pair.ImageParquetWriter;
import io.millrace.shards.pair.Pairs;
import io.millrace.shards.verdict.VerdictWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetOutputTest {

  @TempDir private Path folder;

  private LocalFile target(String name) {
    return new LocalFolder(folder).file(name);
  }

  private ShardInfo write(String name, boolean openAnother) throws IOException {
    try (ImageParquetWriter writer = ImageParquetWriter.open(target(name), name)) {
      if (openAnother) {
        VerdictWriter.open(target("other"), "other", 3, List.of()).close();
      }
      for (ImageTextPair pair : Pairs.pairs(12)) {
        writer.write(pair);
      }
      return writer.finish();
    }
  }

  /**
   * parquet-java's default factory is shared by all files and uses the properties of the last one.
   */
  @Test
  void bytesDoNotDependOnOtherOpenFiles() throws IOException {
    assertThat(write("alone", false).sha256()).isEqualTo(write("not-alone", true).sha256());
  }
}
