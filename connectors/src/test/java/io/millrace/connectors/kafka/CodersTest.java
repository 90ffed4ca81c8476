package io.millrace.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.UnreadableRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;

class CodersTest {

  private static <T> void assertComesBack(Coder<T> coder, T value) throws IOException {
    byte[] bytes = CoderUtils.encodeToByteArray(coder, value);
    T back = CoderUtils.decodeFromByteArray(coder, bytes);
    assertThat(back).usingRecursiveComparison().isEqualTo(value);
    assertThat(CoderUtils.encodeToByteArray(coder, back)).isEqualTo(bytes);
  }

  @Property(tries = 200)
  void everyRecordReadsBack(
      @ForAll String a, @ForAll String b, @ForAll byte[] bytes, @ForAll FailReason reason)
      throws IOException {
    String text = new String(a.getBytes("UTF-8"), "UTF-8");
    String other = new String(b.getBytes("UTF-8"), "UTF-8");
    TreeMap<String, String> metadata = new TreeMap<>(Map.of(text, other, other + "x", text));
    Coder<InputRecord> coder = InputRecordCoder.of();
    assertComesBack(coder, new Page(text, other, text, other, text, bytes, metadata));
    assertComesBack(
        coder, new Document(text, other, text, other, text, other, bytes.length, metadata));
    assertComesBack(
        coder, new UnreadableRecord(other, text, other, text, reason, other, text, metadata));
    List<Caption> captions = List.of(new Caption(CaptionKind.ALT, text + "c", other, 0.25));
    Optional<byte[]> image = bytes.length % 2 == 0 ? Optional.empty() : Optional.of(bytes);
    assertComesBack(
        coder,
        new ImageTextPair(
            text,
            other,
            text,
            other,
            text,
            other,
            captions,
            true,
            640,
            0,
            metadata,
            image,
            Optional.empty()));
    assertComesBack(
        BadMessageCoder.of(),
        new BadMessage(
            text,
            7,
            1L << 40,
            reason,
            other,
            text,
            image,
            bytes,
            List.of(new BadMessage.Field(text, bytes))));
    assertComesBack(new KafkaMessageCoder(), KafkaMessage.skipped(text));
    Document document = new Document(text, other, text, other, text, other, 0, metadata);
    assertComesBack(new KafkaMessageCoder(), KafkaMessage.of(document).withValue(bytes));
  }

  @Example
  void rejectsOtherVersions() {
    assertThatThrownBy(
            () -> CoderUtils.decodeFromByteArray(InputRecordCoder.of(), new byte[] {2, 1}))
        .isInstanceOf(CoderException.class)
        .hasMessageContaining("version 2");
  }
}
