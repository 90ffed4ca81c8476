package io.millrace.extract.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Documents of many formats with the same sentence, written by libraries of the formats. */
final class TestDocuments {

  static final String SENTENCE = "The miller weighs every sack twice.";
  static final String SECOND = "Nobody has ever seen him smile.";

  private TestDocuments() {}

  static byte[] pdf(String password) {
    return written(
        out -> {
          try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            document.getDocumentInformation().setTitle("On Mills");
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
              content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
              content.beginText();
              content.newLineAtOffset(72, 700);
              content.showText(SENTENCE);
              content.newLineAtOffset(0, -60);
              content.showText(SECOND);
              content.endText();
            }
            if (!password.isEmpty()) {
              document.protect(
                  new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            document.save(out);
          }
        });
  }

  static byte[] docx() {
    return written(
        out -> {
          try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText(SENTENCE);
            document.createParagraph().createRun().setText(SECOND);
            XWPFTable table = document.createTable(2, 2);
            for (int i = 0; i < 4; i++) {
              table.getRow(i / 2).getCell(i % 2).setText("cell" + i);
            }
            document.getProperties().getCoreProperties().setTitle("On Mills");
            document.getProperties().getCoreProperties().setCreator("A. Miller");
            document.write(out);
          }
        });
  }

  static byte[] pptx() {
    return written(
        out -> {
          try (XMLSlideShow show = new XMLSlideShow()) {
            show.createSlide().createTextBox().setText(SENTENCE);
            show.createSlide().createTextBox().setText(SECOND);
            show.write(out);
          }
        });
  }

  static byte[] ppt() {
    return written(
        out -> {
          try (HSLFSlideShow show = new HSLFSlideShow()) {
            show.createSlide().addTitle().setText(SENTENCE);
            show.createSlide().addTitle().setText(SECOND);
            show.write(out);
          }
        });
  }

  static byte[] xlsx() {
    return written(
        out -> {
          try (Workbook book = new XSSFWorkbook()) {
            fill(book).write(out);
          }
        });
  }

  static byte[] xls() {
    return written(
        out -> {
          try (Workbook book = new HSSFWorkbook()) {
            fill(book).write(out);
          }
        });
  }

  private static Workbook fill(Workbook book) {
    Sheet sheet = book.createSheet("Sacks");
    for (int i = 0; i < 2; i++) {
      Row row = sheet.createRow(i);
      row.createCell(0).setCellValue(i == 0 ? SENTENCE : SECOND);
      row.createCell(1).setCellValue("cell" + i);
    }
    return book;
  }

  static byte[] rtf() {
    String text =
        "{\\rtf1\\ansi {\\fonttbl\\f0 Times;}\\f0\\pard "
            + SENTENCE
            + "\\par\n"
            + SECOND
            + "\\par}";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] odt() {
    String content =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"
            + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
            + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
            + " office:version=\"1.2\"><office:body><office:text><text:p>"
            + SENTENCE
            + "</text:p><text:p>"
            + SECOND
            + "</text:p></office:text></office:body></office:document-content>";
    return zip(
        "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml",
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
            + "<manifest:file-entry manifest:full-path=\"/\""
            + " manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
            + "<manifest:file-entry manifest:full-path=\"content.xml\""
            + " manifest:media-type=\"text/xml\"/></manifest:manifest>",
        "content.xml",
        content);
  }

  static byte[] epub() {
    return zip(
        "application/epub+zip",
        "META-INF/container.xml",
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">"
            + "<rootfiles><rootfile full-path=\"book.opf\""
            + " media-type=\"application/oebps-package+xml\"/></rootfiles></container>",
        "book.opf",
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\"><metadata"
            + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>On Mills</dc:title>"
            + "<dc:creator>A. Miller</dc:creator></metadata><manifest><item id=\"one\""
            + " href=\"one.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine>"
            + "<itemref idref=\"one\"/></spine></package>",
        "one.xhtml",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>One</title></head><body><p>"
            + SENTENCE
            + "</p><p>"
            + SECOND
            + "</p></body></html>");
  }

  /** A container as in ODF and EPUB: the first entry is the uncompressed media type. */
  static byte[] zip(String mimetype, String... namesAndContents) {
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            if (!mimetype.isEmpty()) {
              byte[] bytes = mimetype.getBytes(StandardCharsets.US_ASCII);
              CRC32 crc = new CRC32();
              crc.update(bytes);
              ZipEntry entry = new ZipEntry("mimetype");
              entry.setMethod(ZipEntry.STORED);
              entry.setSize(bytes.length);
              entry.setCrc(crc.getValue());
              entry.setTime(0);
              zip.putNextEntry(entry);
              zip.write(bytes);
            }
            for (int i = 0; i < namesAndContents.length; i += 2) {
              ZipEntry entry = new ZipEntry(namesAndContents[i]);
              entry.setTime(0);
              zip.putNextEntry(entry);
              zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
          }
        });
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteArray();
  }
}
