package io.millrace.connectors.read.lines;

import io.millrace.connectors.read.FieldMap;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.Unreadable;
import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.DamagedInputException;
import java.util.Arrays;

/** Makes documents from plain UTF-8 text. */
public final class TextRecords implements LineRecords {

  private final InputSettings settings;

  public TextRecords(InputSettings settings) {
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
