package io.millrace.connectors.read.warc;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.files.Collected;
import io.millrace.corpus.FailReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** WARC records with nested lengths take time in proportion to the file. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestedWarcTest {

  private static final int RECORDS = 200_000;
  private static final String HEAD = "WARC/1.0\r\nContent-Length: ";

  @TempDir Path folder;

  @Test
  void recordsThatReachPastTheEnd() throws IOException {
    String nested = (HEAD + "50000000\r\n\r\n").repeat(RECORDS);
    assertDamaged(WarcFiles.gzipWhole(ascii(nested)), "a.warc.gz");
    assertDamaged(ascii(nested), "a.warc");
  }

  @Test
  void recordsThatEndInTheMiddleOfOthers() throws IOException {
    String nested = (HEAD + "6000001\r\n\r\n").repeat(2 * RECORDS);
    assertDamaged(WarcFiles.gzipWhole(ascii(nested)), "a.warc.gz");
  }

  @Test
  void recordsLargerThanTheLimit() throws IOException {
    String nested = (HEAD + "90000000000\r\n\r\n").repeat(RECORDS);
    assertDamaged(ascii(nested), "a.warc");
  }

  @Test
  void headersThatDoNotEnd() throws IOException {
    String nested = "a: WARC/1.0\r\n".repeat(RECORDS);
    assertDamaged(WarcFiles.gzipWhole(ascii("WARC/1.0\r\n" + nested)), "a.warc.gz");
  }

  /** Nested members in stored blocks, the innermost with a wrong checksum. */
  @Test
  void gzipMembersThatHoldEachOther() throws IOException {
    byte[] head = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
    byte[] version = ascii("WARC/1.0\r\n\r\n");
    int size = head.length + 5 + version.length;
    ByteBuffer file = ByteBuffer.allocate(10 * 60_000).order(ByteOrder.LITTLE_ENDIAN);
    while (file.remaining() >= 60_000) {
      int end = file.position() + 60_000;
      while (file.position() + size < end) {
        int length = end - file.position() - head.length - 5;
        file.put(head).put((byte) 0).putShort((short) length).putShort((short) ~length);
        file.put(version);
      }
      int rest = end - file.position();
      file.put((byte) 0).putShort((short) (rest - 5)).putShort((short) ~(rest - 5));
      file.position(end);
    }
    Collected found =
        Collected.of(
            InputKind.WARC, InputSettings.defaults(), folder.resolve("a.warc.gz"), file.array());
    assertThat(found.unreadable()).isNotEmpty();
  }

  @Test
  void findsRecordsInsideDamagedOnes() throws IOException {
    String whole =
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n"
            + "<p>x\r\n\r\n";
    Collected found =
        Collected.of(
            InputKind.WARC,
            InputSettings.defaults(),
            folder.resolve("a.warc"),
            ascii((HEAD + "50000000\r\n\r\n").repeat(100) + whole));
    assertThat(found.pages()).hasSize(1);
    assertThat(found.unreadable()).hasSize(100);
  }

  /** A single wrong length at the start of a file of several megabytes. */
  @Test
  void findsRecordsAfterOneWrongLength() throws IOException {
    String whole =
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n"
            + "<p>x".repeat(250)
            + "\r\n\r\n";
    Collected found =
        Collected.of(
            InputKind.WARC,
            InputSettings.defaults(),
            folder.resolve("a.warc"),
            ascii(HEAD + "90000000000\r\n\r\n" + whole.repeat(6_000)));
    assertThat(found.pages()).hasSize(6_000);
    assertThat(found.unreadable()).hasSize(1);
  }

  private void assertDamaged(byte[] bytes, String name) throws IOException {
    Collected found =
        Collected.of(InputKind.WARC, InputSettings.defaults(), folder.resolve(name), bytes);
    assertThat(found.unreadable())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.failure()).isEqualTo(FailReason.DAMAGED_RECORD));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
