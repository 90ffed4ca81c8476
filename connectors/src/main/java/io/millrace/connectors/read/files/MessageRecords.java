package io.millrace.connectors.read.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.GzipMembers;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.MessageKind;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Unreadable;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.connectors.read.lines.Lines;
import io.millrace.connectors.read.warc.WarcBlocks;
import io.millrace.connectors.read.warc.WarcRecords;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes the record of a message, with the same id, fields and metadata as the readers of files. */
public final class MessageRecords {

  private static final int GZIP_MAGIC = 0x1f;
  private static final int SAMPLE_BYTES = 1 << 14;

  private final InputSettings settings;
  private final ObjectMapper mapper;
  private final PageJson pages;
  private final Map<InputKind, JsonRecords> objects = new EnumMap<>(InputKind.class);

  /**
   * @param settings settings of the records: collection, names of fields, language, size limit
   */
  public MessageRecords(InputSettings settings) {
    this.settings = settings;
    this.mapper = JsonRecords.mapper(settings);
    this.pages = new PageJson(settings);
  }

  /**
   * Passes the message's record to the sink, or its kind when it needs no verdict: always exactly
   * one call.
   *
   * @param stated kind in the message's headers. If empty, the content decides: WARC by its first
   *     bytes, then the fields of the JSON object ({@code body} or {@code body_base64} is a page,
   *     {@code image_url} an image, everything else a text)
   * @param format input of the record, if it is not the default of the kind; its name becomes the
   *     collection when neither record nor settings name one
   */
  public void read(
      Optional<MessageKind> stated, Optional<InputKind> format, byte[] value, RecordSink sink) {
    if (stated.isPresent() ? stated.get() == MessageKind.WARC : looksLikeWarc(value)) {
      warc(value, sink);
    } else if (value.length > settings.maxRecordBytes()) {
      String detail =
          "a message of " + value.length + " bytes, more than " + settings.maxRecordBytes();
      byte[] kept = Arrays.copyOf(value, Math.min(value.length, Lines.KEPT_OF_LONG));
      sink.accept(Unreadable.text(source(stated, format), FailReason.TOO_LARGE, detail, kept));
    } else {
      sink.accept(object(stated, format, value));
    }
  }

  private String source(Optional<MessageKind> stated, Optional<InputKind> format) {
    MessageKind kind = stated.orElse(MessageKind.DOCUMENT);
    return format
        .or(kind::input)
        .map(input -> settings.sourceOr(input.key()))
        .orElseGet(pages::source);
  }

  private static boolean looksLikeWarc(byte[] value) {
    return value.length > 1 && (value[0] & 0xff) == GZIP_MAGIC
        || value.length > WarcBlocks.VERSION.length
            && Arrays.equals(
                value,
                0,
                WarcBlocks.VERSION.length,
                WarcBlocks.VERSION,
                0,
                WarcBlocks.VERSION.length);
  }

  private void warc(byte[] value, RecordSink sink) {
    WarcRecords records = new WarcRecords(settings, sink);
    try {
      records.accept(onlyBlock(value));
    } catch (DamagedInputException damaged) {
      byte[] sample = Arrays.copyOf(value, Math.min(value.length, SAMPLE_BYTES));
      records.damagedBytes(sample, damaged);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private WarcBlocks.Block onlyBlock(byte[] value) throws IOException {
    LookAhead bytes = LookAhead.ofStream(new ByteArrayInputStream(value));
    if (value.length == 0 || (value[0] & 0xff) != GZIP_MAGIC) {
      return onlyBlock(new WarcBlocks(bytes, settings.maxRecordBytes()));
    }
    GzipMembers members = new GzipMembers(bytes);
    try (InputStream in = members.open()) {
      WarcBlocks.Block block =
          onlyBlock(new WarcBlocks(LookAhead.ofStream(in), settings.maxRecordBytes()));
      if (!members.atEnd()) {
        throw more();
      }
      return block;
    }
  }

  private static WarcBlocks.Block onlyBlock(WarcBlocks blocks) throws IOException {
    WarcBlocks.Block first =
        blocks
            .next()
            .orElseThrow(
                () -> new DamagedInputException(FailReason.DAMAGED_RECORD, "no WARC record"));
    if (first.isWhole() && blocks.next().isPresent()) {
      throw more();
    }
    return first;
  }

  private static DamagedInputException more() {
    return new DamagedInputException(
        FailReason.DAMAGED_RECORD, "more than one WARC record, or other bytes behind it");
  }

  private InputRecord object(
      Optional<MessageKind> stated, Optional<InputKind> format, byte[] value) {
    try {
      JsonNode object = JsonRecords.parse(mapper, value, 0, value.length);
      if (!object.isObject()) {
        throw new DamagedInputException(FailReason.DAMAGED_JSON, "not an object");
      }
      MessageKind kind = stated.orElseGet(() -> kindOf(object));
      return kind == MessageKind.PAGE
          ? pages.of(object)
          : records(format.or(kind::input).orElseThrow()).ofObject(object);
    } catch (DamagedInputException damaged) {
      return unreadable(stated, format, damaged.reason(), damaged.getMessage(), value);
    } catch (JsonProcessingException malformed) {
      String detail = malformed.getOriginalMessage();
      return unreadable(stated, format, FailReason.DAMAGED_JSON, detail, value);
    }
  }

  private JsonRecords records(InputKind kind) {
    return objects.computeIfAbsent(kind, key -> new JsonRecords(settings, key));
  }

  private InputRecord unreadable(
      Optional<MessageKind> stated,
      Optional<InputKind> format,
      FailReason reason,
      String detail,
      byte[] value) {
    return Unreadable.text(source(stated, format), reason, detail, value);
  }

  private static MessageKind kindOf(JsonNode object) {
    if (object.has(PageJson.BODY) || object.has(PageJson.BODY_BASE64)) {
      return MessageKind.PAGE;
    }
    return object.has("image_url") ? MessageKind.IMAGE_TEXT : MessageKind.DOCUMENT;
  }
}
