package io.millrace.connectors.kafka;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.UnreadableRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

/**
 * Encodes records of a topic, version 1. Decoded images and rephrased documents are not input and
 * cannot be encoded.
 */
public final class InputRecordCoder extends AtomicCoder<InputRecord> {

  private static final long serialVersionUID = 1L;
  private static final InputRecordCoder CODER = new InputRecordCoder();

  private static final int VERSION = 1;
  private static final int PAGE = 1;
  private static final int DOCUMENT = 2;
  private static final int PAIR = 3;
  private static final int UNREADABLE = 4;

  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<Integer> NUMBER = VarIntCoder.of();
  private static final Coder<Double> SCORE = DoubleCoder.of();
  private static final Coder<byte[]> BYTES = ByteArrayCoder.of();

  private InputRecordCoder() {}

  public static InputRecordCoder of() {
    return CODER;
  }

  @Override
  public void encode(InputRecord record, OutputStream out) throws IOException {
    out.write(VERSION);
    out.write(kind(record));
    TEXT.encode(record.id(), out);
    TEXT.encode(record.url(), out);
    TEXT.encode(record.timestamp(), out);
    TEXT.encode(record.source(), out);
    NUMBER.encode(record.metadata().size(), out);
    for (Map.Entry<String, String> entry : record.metadata().entrySet()) {
      TEXT.encode(entry.getKey(), out);
      TEXT.encode(entry.getValue(), out);
    }
    if (record instanceof Page page) {
      TEXT.encode(page.contentType(), out);
      BYTES.encode(page.body(), out);
    } else if (record instanceof Document document) {
      encode(document, out);
    } else if (record instanceof ImageTextPair pair) {
      encode(pair, out);
    } else if (record instanceof UnreadableRecord unreadable) {
      TEXT.encode(unreadable.failure().name(), out);
      TEXT.encode(unreadable.detail(), out);
      TEXT.encode(unreadable.readable(), out);
    }
  }

  private static int kind(InputRecord record) {
    if (record instanceof Page) {
      return PAGE;
    }
    if (record instanceof Document) {
      return DOCUMENT;
    }
    return record instanceof ImageTextPair ? PAIR : UNREADABLE;
  }

  private static void encode(Document document, OutputStream out) throws IOException {
    if (document.origin().isPresent()) {
      throw new CoderException("document " + document.id() + " was rephrased and is not input");
    }
    TEXT.encode(document.text(), out);
    TEXT.encode(document.language(), out);
    SCORE.encode(document.languageScore(), out);
  }

  private static void encode(ImageTextPair pair, OutputStream out) throws IOException {
    if (pair.facts().isPresent()) {
      throw new CoderException("image " + pair.id() + " was decoded and is not input");
    }
    TEXT.encode(pair.imageUrl(), out);
    TEXT.encode(pair.language(), out);
    NUMBER.encode(pair.captions().size(), out);
    for (Caption caption : pair.captions()) {
      TEXT.encode(caption.kind().name(), out);
      TEXT.encode(caption.text(), out);
      TEXT.encode(caption.language(), out);
      SCORE.encode(caption.languageScore(), out);
    }
    out.write(pair.inContent() ? 1 : 0);
    NUMBER.encode(pair.statedWidth(), out);
    NUMBER.encode(pair.statedHeight(), out);
    out.write(pair.image().isPresent() ? 1 : 0);
    if (pair.image().isPresent()) {
      BYTES.encode(pair.image().get(), out);
    }
  }

  @Override
  public InputRecord decode(InputStream in) throws IOException {
    int version = in.read();
    if (version != VERSION) {
      throw new CoderException("a record in version " + version + ", must be " + VERSION);
    }
    int kind = in.read();
    String id = TEXT.decode(in);
    String url = TEXT.decode(in);
    String timestamp = TEXT.decode(in);
    String source = TEXT.decode(in);
    SortedMap<String, String> metadata = new TreeMap<>();
    int entries = NUMBER.decode(in);
    for (int i = 0; i < entries; i++) {
      String name = TEXT.decode(in);
      metadata.put(name, TEXT.decode(in));
    }
    SortedMap<String, String> fixed = Collections.unmodifiableSortedMap(metadata);
    return switch (kind) {
      case PAGE -> new Page(id, url, timestamp, source, TEXT.decode(in), BYTES.decode(in), fixed);
      case DOCUMENT -> {
        String text = TEXT.decode(in);
        String language = TEXT.decode(in);
        yield new Document(id, text, url, timestamp, source, language, SCORE.decode(in), fixed);
      }
      case PAIR -> pair(id, url, timestamp, source, fixed, in);
      case UNREADABLE -> {
        FailReason failure = FailReason.valueOf(TEXT.decode(in));
        String detail = TEXT.decode(in);
        yield new UnreadableRecord(
            id, url, timestamp, source, failure, detail, TEXT.decode(in), fixed);
      }
      default -> throw new CoderException("a record of kind " + kind);
    };
  }

  private static ImageTextPair pair(
      String id,
      String url,
      String timestamp,
      String source,
      SortedMap<String, String> metadata,
      InputStream in)
      throws IOException {
    String imageUrl = TEXT.decode(in);
    String language = TEXT.decode(in);
    int count = NUMBER.decode(in);
    List<Caption> captions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CaptionKind kind = CaptionKind.valueOf(TEXT.decode(in));
      String text = TEXT.decode(in);
      String captionLanguage = TEXT.decode(in);
      captions.add(Caption.of(kind, text).withLanguage(captionLanguage, SCORE.decode(in)));
    }
    boolean inContent = in.read() == 1;
    int width = NUMBER.decode(in);
    int height = NUMBER.decode(in);
    Optional<byte[]> image = in.read() == 1 ? Optional.of(BYTES.decode(in)) : Optional.empty();
    return new ImageTextPair(
        id,
        imageUrl,
        url,
        timestamp,
        source,
        language,
        captions,
        inContent,
        width,
        height,
        metadata,
        image,
        Optional.empty());
  }
}
