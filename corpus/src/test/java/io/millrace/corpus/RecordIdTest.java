package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

  private static final String BARE = "urn:uuid:f47ac10b-58cc-4372-a567-0e02b2c3d479";

  /** The id that outputs of WARC files have had since the first version. */
  private static final String ID = Hash128.of("id\n" + BARE).toHex();

  @Test
  void angleBracketsDoNotChangeAnId() {
    assertThat(RecordId.ofOwn(BARE)).isEqualTo(ID);
    assertThat(RecordId.ofOwn('<' + BARE + '>')).isEqualTo(ID);
    assertThat(RecordId.parse(BARE)).contains(ID);
    assertThat(RecordId.parse('<' + BARE + '>')).contains(ID);
    assertThat(RecordId.parse(ID)).contains(ID);
    assertThat(RecordId.parse("ABCDEF0123456789abcdef0123456789"))
        .contains("abcdef0123456789abcdef0123456789");
  }

  @Test
  void earlierVersionsHashedTheBrackets() {
    String earlier = Hash128.of("id\n<" + BARE + '>').toHex();
    assertThat(RecordId.parseEarlier(BARE)).contains(earlier);
    assertThat(RecordId.parseEarlier('<' + BARE + '>')).contains(earlier);
    assertThat(RecordId.parseEarlier(ID)).isEmpty();
    assertThat(RecordId.parseEarlier("doc-1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<b>", "<a b:c>", "<urn:a><urn:b>", "<urn:a", "urn:a>", "<>", "doc-1"})
  void otherBracketsChangeAnId(String own) {
    assertThat(RecordId.ofOwn(own)).isEqualTo(Hash128.of("id\n" + own).toHex());
    assertThat(RecordId.parse(own)).isEmpty();
  }
}
