package io.millrace.connectors.read.warc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.InputVariants;
import io.millrace.connectors.read.files.Collected;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcCompression;

class WarcRecordReaderTest {

  private static final InputSettings WARC = InputSettings.defaults();

  @TempDir Path folder;

  private Path file(String name) {
    return folder.resolve(name);
  }

  private static List<String> ids(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> RecordId.ofOwn(WarcFiles.recordId(i).toString()))
        .toList();
  }

  @Test
  void readsResponsesHoweverTheFileIsCompressed() throws IOException {
    byte[] plain = WarcFiles.plain(WarcFiles.responses(5));
    List<byte[]> forms =
        List.of(plain, WarcFiles.gzip(WarcFiles.responses(5)), WarcFiles.gzipWhole(plain));
    for (byte[] form : forms) {
      Collected found = Collected.of(InputKind.WARC, WARC, file("a.warc"), form);
      assertThat(found.ids()).isEqualTo(ids(1, 5));
      Page third = found.pages().get(2);
      assertThat(third.url()).isEqualTo("https://example.org/3");
      assertThat(third.timestamp()).isEqualTo("2024-03-01T12:00:00Z");
      assertThat(third.source()).isEqualTo("warc");
      assertThat(third.contentType()).isEqualTo("text/html;charset=utf-8");
      assertThat(third.body()).isEqualTo(WarcFiles.html(3));
      assertThat(third.metadata()).containsEntry("http_status", "200").hasSize(1);
    }
  }

  @Test
  void everySplitSizeGivesEachRecordOnce() throws IOException {
    byte[] bytes = WarcFiles.gzip(WarcFiles.responses(6));
    for (int size = 1; size <= bytes.length + 1; size += size < 40 ? 1 : 17) {
      Collected found =
          Collected.of(
              InputKind.WARC, InputVariants.withSplitBytes(WARC, size), file("a.warc.gz"), bytes);
      assertThat(found.ids()).as("splits of %d bytes", size).isEqualTo(ids(1, 6));
    }
  }

  @Test
  void keepsEveryRecordBeforeACut() throws IOException {
    for (WarcCompression compression : List.of(WarcCompression.NONE, WarcCompression.GZIP)) {
      var records = WarcFiles.responses(2);
      byte[] whole =
          compression == WarcCompression.NONE
              ? WarcFiles.plain(records)
              : WarcFiles.gzip(WarcFiles.responses(2));
      List<Integer> offsets = WarcFiles.offsets(WarcFiles.responses(2), compression);
      for (int cut = 0; cut < whole.length; cut++) {
        byte[] bytes = Arrays.copyOf(whole, cut);
        Collected found = Collected.of(InputKind.WARC, WARC, file("cut.warc.gz"), bytes);
        int complete = 0;
        while (offsets.get(complete + 1) <= cut) {
          complete++;
        }
        List<String> kept = found.pages().stream().map(Page::id).limit(complete).toList();
        assertThat(kept).as("cut at %d", cut).isEqualTo(ids(1, complete));
        boolean partial = offsets.get(complete) < cut;
        assertThat(found.records.size())
            .as("cut at %d", cut)
            .isEqualTo(complete + (partial ? 1 : 0));
      }
    }
  }
}
