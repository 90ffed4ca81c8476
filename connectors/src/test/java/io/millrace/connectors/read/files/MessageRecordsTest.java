package io.millrace.connectors.read.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.MessageKind;
import io.millrace.connectors.read.parquet.ParquetFiles;
import io.millrace.connectors.read.warc.WarcFiles;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;

/** A message gives the same record as its file. */
class MessageRecordsTest {

  private static final InputSettings PLAIN = InputSettings.defaults();
  private static final Optional<InputKind> USUAL = Optional.empty();

  @TempDir Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Collected read(Optional<MessageKind> kind, byte[] value) {
    Collected found = new Collected();
    new MessageRecords(PLAIN).read(kind, USUAL, value, found);
    return found;
  }

  private static InputRecord record(MessageKind kind, String value) {
    return read(Optional.of(kind), utf8(value)).records.get(0);
  }

  private static UnreadableRecord unreadable(MessageKind kind, byte[] value) {
    return (UnreadableRecord) read(Optional.of(kind), value).records.get(0);
  }

  /** Sends a file and collects its messages. */
  private static Collected sent(InputKind input, InputSettings settings, Path file)
      throws IOException {
    Collected received = new Collected();
    MessageRecords records = new MessageRecords(settings);
    FileMessages.Sink sink =
        new FileMessages.Sink() {
          @Override
          public void accept(FileMessages.Message message) {
            Optional<MessageKind> kind = Optional.of(message.kind());
            records.read(kind, message.statedInput(), message.value(), received);
          }

          @Override
          public void damaged(UnreadableRecord record) {
            received.skip("damaged");
          }

          @Override
          public void skip(String kind) {
            received.skip(kind);
          }
        };
    new FileMessages(input, settings).read(file.toString(), Files.size(file), sink);
    return received;
  }

  private static void assertSame(InputKind input, InputSettings settings, Path file)
      throws IOException {
    Collected batch = Collected.of(input, settings, file);
    assertThat(batch.records).isNotEmpty();
    Collected stream = sent(input, settings, file);
    assertThat(stream.records).usingRecursiveComparison().isEqualTo(batch.records);
    assertThat(stream.skipped).isEqualTo(batch.skipped);
  }

  /** Pages and a request, which is skipped. */
  private static List<WarcRecord> warc() throws IOException {
    List<WarcRecord> records = new ArrayList<>(WarcFiles.responses(5));
    records.add(
        new WarcRequest.Builder(URI.create("https://example.org/r"))
            .recordId(WarcFiles.recordId(99))
            .date(WarcFiles.DATE)
            .build());
    return records;
  }

  @Test
  void warcRecordsEqualThoseOfTheFile() throws IOException {
    Path gzip = Files.write(folder.resolve("a.warc.gz"), WarcFiles.gzip(warc()));
    Path plain = Files.write(folder.resolve("a.warc"), WarcFiles.plain(warc()));
    assertSame(InputKind.WARC, PLAIN, gzip);
    assertSame(InputKind.WARC, PLAIN.withSource("cc").withLanguage("de"), plain);
  }

  @Test
  void aWarcRecordWithoutAnIdGetsOneFromItsContent() throws IOException {
    String body = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>ä</p>";
    String head =
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/ä\r\n"
            + "WARC-Date: 2024-03-01T00:00:00Z\r\nContent-Type: application/http\r\n"
            + "Content-Length: ";
    byte[] bytes = utf8(head + utf8(body).length + "\r\n\r\n" + body + "\r\n\r\n");
    Path file = Files.write(folder.resolve("a.warc"), bytes);
    assertSame(InputKind.WARC, PLAIN, file);
    Collected direct = read(Optional.empty(), bytes);
    assertThat(direct.ids()).isEqualTo(Collected.of(InputKind.WARC, PLAIN, file).ids());
  }

  @Test
  void linesEqualThoseOfTheFile() throws IOException {
    String lines =
        "{\"text\":\"eins\",\"url\":\"https://a.org\",\"metadata\":{\"n\":1.50,\"url\":\"u\"}}\n"
            + "{\"id\":7,\"text\":\"zwei\",\"language\":\"de\",\"language_score\":0.5}\r\n"
            + "{\"url\":\"https://no.text\"}\nno json\n{\"text\":\"drei \\ud800\"}\n";
    Path file = Files.write(folder.resolve("a.jsonl"), utf8(lines));
    assertSame(InputKind.JSONL, PLAIN, file);
    assertSame(InputKind.JSONL, PLAIN.withSource("own").withLanguage("fr"), file);
  }

  @Test
  void rowsEqualThoseOfTheFile() throws IOException {
    Path file =
        Files.write(
            Files.createDirectories(folder.resolve("de")).resolve("part.parquet"),
            ParquetFiles.culturax(30, CompressionCodecName.ZSTD));
    assertSame(InputKind.CULTURAX, PLAIN, file);
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional binary text (STRING); optional int64 number; optional double"
                + " share; optional boolean yes; optional group metadata { optional binary url"
                + " (STRING); optional binary lang (STRING); } optional binary language"
                + " (STRING); }");
    Group row = new SimpleGroupFactory(schema).newGroup();
    row.append("text", "ein Text").append("number", 1L << 60).append("share", 1e-7);
    row.append("yes", true);
    row.addGroup("metadata").append("url", "https://a.org").append("lang", "tr");
    Group bare = new SimpleGroupFactory(schema).newGroup();
    bare.append("number", 2L);
    Path nested =
        Files.write(
            folder.resolve("de/nested.parquet"),
            ParquetFiles.write(schema, List.of(row, bare), CompressionCodecName.SNAPPY));
    assertSame(InputKind.CULTURAX, PLAIN, nested);
  }

  @Test
  void imageListsEqualThoseOfTheFile() throws IOException {
    String lines =
        "{\"image_url\":\"https://a.org/1.jpg\",\"caption\":\"Mühle\",\"width\":640,\"x\":1}\n"
            + "{\"caption\":\"no image\"}\n";
    Path file = Files.write(folder.resolve("a.jsonl"), utf8(lines));
    assertSame(InputKind.IMAGE_LIST, PLAIN, file);
    ImageTextPair pair =
        (ImageTextPair) read(Optional.empty(), utf8(lines.lines().toList().get(0))).records.get(0);
    assertThat(pair.imageUrl()).isEqualTo("https://a.org/1.jpg");
  }

  @Test
  void aPageIsTextOrBase64() {
    String head =
        "{\"url\":\"https://a.org\",\"timestamp\":\"2024/03/01 10:00:00\",\"http_status\":200,";
    Page text =
        (Page)
            record(
                MessageKind.PAGE,
                head + "\"content_type\":\"text/html; charset=latin1\",\"body\":\"<p>ä\"}");
    assertThat(text.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(text.body()).isEqualTo(utf8("<p>ä"));
    assertThat(text.timestamp()).isEqualTo("2024-03-01T10:00:00Z");
    assertThat(text.metadata()).isEqualTo(Map.of("http_status", "200"));
    assertThat(text.id())
        .isEqualTo(RecordId.ofContent("page", text.url(), text.timestamp(), text.body()));
    String base64 = Base64.getEncoder().encodeToString(new byte[] {0, -1, 7});
    Page bytes =
        (Page)
            read(Optional.empty(), utf8(head + "\"id\":\"p1\",\"body_base64\":\"" + base64 + "\"}"))
                .records
                .get(0);
    assertThat(bytes.body()).isEqualTo(new byte[] {0, -1, 7});
    assertThat(bytes.id()).isEqualTo(RecordId.ofOwn("p1"));
  }

  @Test
  void aPageWithoutABodyFails() {
    assertThat(unreadable(MessageKind.PAGE, utf8("{\"url\":\"u\"}")).failure())
        .isEqualTo(FailReason.MISSING_TEXT);
    assertThat(unreadable(MessageKind.PAGE, utf8("{\"body_base64\":\"*\"}")).failure())
        .isEqualTo(FailReason.BAD_ENCODING);
  }

  @Test
  void withoutAKindTheContentDecides() throws IOException {
    byte[] warc = WarcFiles.plain(WarcFiles.responses(1));
    assertThat(read(Optional.empty(), warc).pages()).hasSize(1);
    byte[] gzip = WarcFiles.gzip(WarcFiles.responses(1));
    assertThat(read(Optional.empty(), gzip).ids()).isEqualTo(read(Optional.empty(), warc).ids());
    assertThat(read(Optional.empty(), utf8("{\"text\":\"x\"}")).records.get(0))
        .isInstanceOf(Document.class);
  }

  @Test
  void unreadableMessagesHaveReasons() throws IOException {
    byte[] two = WarcFiles.plain(WarcFiles.responses(2));
    byte[] gzip = WarcFiles.gzip(WarcFiles.responses(1));
    ByteArrayOutputStream twoMembers = new ByteArrayOutputStream();
    twoMembers.write(gzip);
    twoMembers.write(gzip);
    byte[] cut = java.util.Arrays.copyOf(gzip, gzip.length - 9);
    assertThat(unreadable(MessageKind.WARC, two).detail()).startsWith("more than one WARC record");
    assertThat(unreadable(MessageKind.WARC, twoMembers.toByteArray()).detail())
        .startsWith("more than one WARC record");
    assertThat(unreadable(MessageKind.WARC, cut).failure())
        .isEqualTo(FailReason.DAMAGED_COMPRESSION);
    assertThat(unreadable(MessageKind.WARC, new byte[0]).failure())
        .isEqualTo(FailReason.DAMAGED_RECORD);
    assertThat(unreadable(MessageKind.DOCUMENT, new byte[] {'{', -1, '}'}).failure())
        .isEqualTo(FailReason.BAD_ENCODING);
    assertThat(unreadable(MessageKind.DOCUMENT, utf8("[".repeat(5000))).failure())
        .isEqualTo(FailReason.DAMAGED_JSON);
  }

  @Test
  void tooLargeMessagesFailAsInFiles() throws IOException {
    InputSettings small = PLAIN.withMaxRecordBytes(100);
    String line = "{\"text\":\"" + "viel zu lang ".repeat(1000) + "\"}";
    Path lines = Files.write(folder.resolve("long.jsonl"), utf8(line));
    Collected large = new Collected();
    new MessageRecords(small).read(Optional.empty(), USUAL, utf8(line), large);
    assertThat(large.unreadable().get(0).failure()).isEqualTo(FailReason.TOO_LARGE);
    assertThat(large.ids()).isEqualTo(Collected.of(InputKind.JSONL, small, lines).ids());
    byte[] warc = WarcFiles.plain(WarcFiles.responses(1));
    Path pages = Files.write(folder.resolve("long.warc"), warc);
    Collected page = new Collected();
    new MessageRecords(small).read(Optional.empty(), USUAL, warc, page);
    assertThat(page.unreadable().get(0).failure()).isEqualTo(FailReason.TOO_LARGE);
    assertThat(page.ids()).isEqualTo(Collected.of(InputKind.WARC, small, pages).ids());
  }

  @Property(tries = 300)
  void everyMessageGivesOneRecordOrIsSkipped(
      @ForAll byte[] value, @ForAll Optional<MessageKind> kind) {
    Collected found = read(kind, value);
    int skipped = found.skipped.values().stream().mapToInt(count -> count).sum();
    assertThat(found.records.size() + skipped).isEqualTo(1);
  }

  @Property(tries = 200)
  void aTruncatedWarcRecordIsOneRecord(@ForAll int at, @ForAll boolean gzip) throws IOException {
    byte[] whole =
        gzip ? WarcFiles.gzip(WarcFiles.responses(1)) : WarcFiles.plain(WarcFiles.responses(1));
    byte[] cut = java.util.Arrays.copyOf(whole, Math.floorMod(at, whole.length));
    assertThat(read(Optional.of(MessageKind.WARC), cut).records).hasSize(1);
  }
}
