package io.millrace.connectors.read;

import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.DamagedInputException;
import java.util.Arrays;

/** Makes documents of plain UTF-8 text. */
final class TextRecords implements LineRecords {

  private final InputSettings settings;

  TextRecords(InputSettings settings) {
    this.settings = settings;
  }

  @Override
  public String source() {
    return settings.sourceOr(InputKind.TEXT.key());
  }

  @Override
  public InputRecord of(byte[] bytes, int offset, int length) {
    try {
      FieldMap fields = new FieldMap(settings, InputKind.TEXT);
      fields.take("text", "text", Readable.strictUtf8(bytes, offset, length));
      return fields.toRecord();
    } catch (DamagedInputException damaged) {
      byte[] text = Arrays.copyOfRange(bytes, offset, offset + length);
      return Unreadable.text(source(), damaged.reason(), damaged.getMessage(), text);
    }
  }
}
