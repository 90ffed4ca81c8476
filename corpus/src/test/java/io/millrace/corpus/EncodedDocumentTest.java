package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EncodedDocumentTest {

  @Property
  void aTextComesBackWellFormed(@ForAll String text) {
    Document document = document(text);
    EncodedDocument encoded = EncodedDocument.of(document);

    assertThat(encoded.rest()).isEqualTo(document.withText(""));
    assertThat(encoded.text()).hasSize((int) Utf8.length(text));
    assertThat(encoded.decoded()).isEqualTo(document.withText(WellFormed.of(text)));
  }

  @Property
  void writesTheSameLineAsTheDocument(@ForAll String text) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    DocumentJson.write(EncodedDocument.of(document(text)), line);

    assertThat(DocumentJson.fromBytes(line.toByteArray()).text()).isEqualTo(WellFormed.of(text));
    assertThat(line.toByteArray()).isEqualTo(DocumentJson.toBytes(document(text)));
  }

  private static Document document(String text) {
    return new Document(
        "1", text, "u", "2020-01-01T00:00:00Z", "s", "de", .5, new TreeMap<>(Map.of("a", "b")));
  }
}
