package io.millrace.extract.formats;

import io.millrace.corpus.FailureMessage;
import io.millrace.corpus.Page;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.output.TextWriter;
import io.millrace.extract.text.TextBuffer;
import io.millrace.extract.text.TextCuts;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * Extracts PDF, Office, OpenDocument, RTF and EPUB files with Tika's parsers. Reads only the
 * document itself: no embedded files, images, OCR, macros, other programs or network. The parsers
 * guard against ZIP and XML bombs, and text past the limit is not parsed. Documents that pass these
 * guards can still exhaust memory or time, so {@link TikaWorker} runs this class in a child
 * process.
 */
final class TikaExtractor {

  private static final Map<String, Parser> PARSERS = parsers();

  private final ExtractSettings settings;

  TikaExtractor(ExtractSettings settings) {
    this.settings = settings;
    // PDFBox would search the machine for fonts, which is slow, and widths change where spaces are
    FontMappers.set(Fonts.BUNDLED);
  }

  /** Loads the font only in processes that parse documents. */
  private static final class Fonts {
    static final BundledFontMapper BUNDLED = new BundledFontMapper();
  }

  static boolean supports(String mediaType) {
    return PARSERS.containsKey(mediaType);
  }

  Extraction extract(Page page, String mediaType) throws ExtractionException {
    DocumentBlocks blocks = new DocumentBlocks(2L * settings.maxTextCharacters());
    Metadata stated = new Metadata();
    stated.set(Metadata.CONTENT_TYPE, mediaType);
    try (TikaInputStream stream = TikaInputStream.get(page.body())) {
      parse(PARSERS.get(mediaType), stream, blocks, stated);
    } catch (EncryptedDocumentException encrypted) {
      throw new ExtractionException("the document is encrypted (" + mediaType + ")", encrypted);
    } catch (TikaException | SAXException | IOException | RuntimeException damaged) {
      throw new ExtractionException(message(mediaType, damaged), damaged);
    } catch (StackOverflowError nested) {
      // some parsers recurse per level of nesting, limited only by the thread's stack
      throw new ExtractionException(mediaType + " is nested too deeply", nested);
    } catch (AssertionError broken) {
      // some parsers have assertions that damaged files violate
      throw new ExtractionException(mediaType + " breaks its parser's assumptions", broken);
    }
    String text = TextWriter.write(null, blocks.blocks(), settings);
    return new Extraction(
        text.isEmpty() ? Extraction.Status.NO_TEXT : Extraction.Status.TEXT,
        text,
        metadata(stated, mediaType));
  }

  private static void parse(
      Parser parser, TikaInputStream stream, DocumentBlocks blocks, Metadata stated)
      throws TikaException, SAXException, IOException {
    SecureContentHandler guard = new SecureContentHandler(blocks, stream);
    try {
      parser.parse(stream, guard, stated, context());
    } catch (SAXException | TikaException | RuntimeException stopped) {
      if (!blocks.isFull()) {
        if (stopped instanceof SAXException sax) {
          guard.throwIfCauseOf(sax);
        }
        throw stopped;
      }
    }
  }

  private static ParseContext context() {
    ParseContext context = new ParseContext();
    context.set(EmbeddedDocumentExtractor.class, new NoEmbeddedDocuments());
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    pdf.setExtractAcroFormContent(false);
    pdf.setExtractAnnotationText(false);
    pdf.setExtractBookmarksText(false);
    pdf.setExtractActions(false);
    context.set(PDFParserConfig.class, pdf);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    office.setIncludeDeletedContent(false);
    office.setIncludeMoveFromContent(false);
    office.setIncludeHeadersAndFooters(false);
    office.setIncludeSlideMasterContent(false);
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    context.set(OfficeParserConfig.class, office);
    return context;
  }

  private static SortedMap<String, String> metadata(Metadata stated, String mediaType) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put("media_type", mediaType);
    put(metadata, "title", stated, TikaCoreProperties.TITLE);
    put(metadata, "author", stated, TikaCoreProperties.CREATOR);
    put(metadata, "date", stated, TikaCoreProperties.CREATED);
    put(metadata, "page_language", stated, TikaCoreProperties.LANGUAGE);
    return metadata;
  }

  private static void put(
      SortedMap<String, String> metadata, String name, Metadata stated, Property property) {
    String value = stated.get(property);
    if (value != null) {
      TextBuffer buffer = new TextBuffer();
      buffer.append(TextCuts.atLine(value, 1_000), false, false);
      if (!buffer.isEmpty()) {
        metadata.put(name, buffer.text());
      }
    }
  }

  /** Identity hash in some messages, which differs on each run. */
  private static final Pattern OBJECT_ADDRESS = Pattern.compile("@[0-9a-f]{4,16}\\b");

  private static String message(String mediaType, Exception damaged) {
    Throwable cause = damaged;
    while (cause.getCause() != null && FailureMessage.of(cause).isEmpty()) {
      cause = cause.getCause();
    }
    TextBuffer line = new TextBuffer();
    line.append(FailureMessage.of(cause), false, false);
    String said = line.isEmpty() ? cause.getClass().getSimpleName() : line.text();
    said = OBJECT_ADDRESS.matcher(said).replaceAll("");
    return mediaType + " cannot be taken apart: " + TextCuts.atLine(said, 200);
  }

  private static Map<String, Parser> parsers() {
    ParseContext context = new ParseContext();
    Map<String, Parser> parsers = new HashMap<>();
    List<Parser> all =
        List.of(
            new PDFParser(),
            new OfficeParser(),
            new OOXMLParser(),
            new OpenDocumentParser(),
            new EpubParser(),
            new RTFParser());
    for (Parser parser : all) {
      parser
          .getSupportedTypes(context)
          .forEach(type -> parsers.put(type.getBaseType().toString(), parser));
    }
    return parsers;
  }

  /** Skips attachments, images and objects inside a document. */
  private static final class NoEmbeddedDocuments implements EmbeddedDocumentExtractor {
    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
      return false;
    }

    @Override
    public void parseEmbedded(
        InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {}
  }
}
