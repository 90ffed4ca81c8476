package io.millrace.connectors.read.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.corpus.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReadersTest {

  @TempDir Path folder;

  private List<String> details(InputKind kind, String name, byte[] bytes) throws IOException {
    Collected found = Collected.of(kind, InputSettings.defaults(), folder.resolve(name), bytes);
    return found.records.stream()
        .filter(UnreadableRecord.class::isInstance)
        .map(record -> ((UnreadableRecord) record).detail())
        .toList();
  }

  private static byte[] cutGzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 9);
  }

  @Test
  void damageOfAFileNamesTheFileWithoutItsFolder() throws IOException {
    byte[] cut = cutGzip("{\"text\":\"one\"}\n");
    assertThat(details(InputKind.JSONL, "a.jsonl.gz", cut))
        .containsExactly("a.jsonl.gz: the gzip member is cut");
    assertThat(details(InputKind.TEXT, "b.txt.gz", cut))
        .containsExactly("b.txt.gz: the gzip member is cut");
    assertThat(details(InputKind.WARC, "c.warc.gz", cut))
        .containsExactly("c.warc.gz: the gzip member is cut");
    byte[] noParquet = "no Parquet file".getBytes(StandardCharsets.UTF_8);
    assertThat(details(InputKind.PARQUET, "d.parquet", noParquet))
        .singleElement()
        .asString()
        .startsWith("d.parquet: the Parquet footer cannot be read: ");
  }

  @Test
  void aDamagedRecordNamesNoFile() throws IOException {
    byte[] line = "[]\n".getBytes(StandardCharsets.UTF_8);
    assertThat(details(InputKind.JSONL, "a.jsonl", line)).containsExactly("not an object");
  }
}
