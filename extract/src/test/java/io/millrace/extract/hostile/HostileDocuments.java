package io.millrace.extract.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Small documents that exhaust the memory or the time of the libraries that parse them. Each method
 * builds the same bytes on each call. {@link #all} lists them by name with the media type a server
 * would state.
 */
public final class HostileDocuments {

  public static final String PDF = "application/pdf";
  public static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  public static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  public static final String ODT = "application/vnd.oasis.opendocument.text";

  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String SHEET_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  private static final String ODF = "urn:oasis:names:tc:opendocument:xmlns:";

  private HostileDocuments() {}

  /** A document to parse. */
  public record Hostile(String mediaType, byte[] body) {}

  /** All documents by name, in a fixed order. They take about 40 MB together. */
  public static Map<String, Hostile> all() {
    Map<String, Hostile> all = new LinkedHashMap<>();
    all.put("pdf-xref-index", new Hostile(PDF, pdfXrefIndex()));
    all.put("pdf-nested-forms", new Hostile(PDF, pdfNestedForms()));
    all.put("pdf-to-unicode-range", new Hostile(PDF, pdfToUnicodeRange()));
    all.put("docx-huge-text", new Hostile(DOCX, docxHugeText()));
    all.put("odt-huge-text", new Hostile(ODT, odtHugeText()));
    all.put("odt-huge-styles", new Hostile(ODT, odtHugeStyles()));
    all.put("xlsx-huge-shared-strings", new Hostile(XLSX, xlsxHugeSharedStrings()));
    all.put("xlsx-huge-styles", new Hostile(XLSX, xlsxHugeStyles()));
    return all;
  }

  /** A PDF with a cross-reference stream of two billion entries of no bytes. */
  public static byte[] pdfXrefIndex() {
    String body =
        "%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
            + "2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n";
    return latin(
        body
            + "3 0 obj\n<</Type/XRef/W[0 0 0]/Index[0 2147483647]/Size 3/Root 1 0 R/Length 4>>\n"
            + "stream\n0000\nendstream\nendobj\nstartxref\n"
            + body.length()
            + "\n%%EOF\n");
  }

  /** A PDF with twelve levels of form objects, each of which draws the next one ten times. */
  public static byte[] pdfNestedForms() {
    int levels = 12;
    List<String> objects = new ArrayList<>();
    objects.add(catalog());
    objects.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    objects.add(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
            + "/Resources<</XObject<</X 6 0 R>>>>>>");
    objects.add(stream("", "/X Do ".repeat(10)));
    objects.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    for (int level = 1; level <= levels; level++) {
      boolean last = level == levels;
      objects.add(
          stream(
              "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<"
                  + (last ? "/Font<</F 5 0 R>>" : "/XObject<</X " + (objects.size() + 2) + " 0 R>>")
                  + ">>",
              last ? "BT /F 9 Tf (x) Tj ET" : "/X Do ".repeat(10)));
    }
    return pdf(objects);
  }

  /** A PDF with a font whose map to Unicode has ranges of two billion characters each. */
  public static byte[] pdfToUnicodeRange() {
    String map =
        "/CIDInit /ProcSet findresource begin begincmap\n"
            + "1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
            + "100 beginbfrange\n"
            + "<00000000> <7ffffffe> <00000000>\n".repeat(100)
            + "endbfrange endcmap end end\n";
    return pdf(
        List.of(
            catalog(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
                + "/Resources<</Font<</F 5 0 R>>>>>>",
            stream("", "BT /F 9 Tf (some words) Tj ET"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            stream("", map)));
  }

  /** A Word file with a single run of text of 400 million characters. */
  public static byte[] docxHugeText() {
    return zip(
        "[Content_Types].xml",
        types("word/document.xml", DOCX + ".main+xml"),
        "_rels/.rels",
        relations("officeDocument", "word/document.xml"),
        "word/document.xml",
        part(
            XML
                + "<w:document"
                + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                + "<w:body><w:p><w:r><w:t>",
            filler(),
            400_000,
            "</w:t></w:r></w:p></w:body></w:document>"));
  }

  /** An OpenDocument text whose only paragraph has an attribute of 400 million characters. */
  public static byte[] odtHugeText() {
    return odt(
        part(
            "<office:body><office:text><text:p text:style-name=\"",
            filler(),
            400_000,
            "\">words</text:p></office:text></office:body>"));
  }

  /** An OpenDocument text with eight million named styles. */
  public static byte[] odtHugeStyles() {
    return odt(
        part(
            "<office:automatic-styles>",
            i ->
                "<style:style style:name=\"P"
                    + i
                    + "\" style:family=\"text\"><style:text-properties"
                    + " fo:font-weight=\"bold\" fo:font-style=\"italic\"/></style:style>",
            8_000_000,
            "</office:automatic-styles><office:body><office:text><text:p>words</text:p>"
                + "</office:text></office:body>"));
  }

  /** A workbook with one cell and a table of eight million strings. */
  public static byte[] xlsxHugeSharedStrings() {
    return xlsx(
        part(
            XML + "<sst xmlns=\"" + SHEET + "\">",
            i -> "<si><t>some words of a shared string " + i + "</t></si>",
            8_000_000,
            "</sst>"),
        utf8(XML + "<styleSheet xmlns=\"" + SHEET + "\"/>"));
  }

  /** A workbook with one cell and three million cell formats. */
  public static byte[] xlsxHugeStyles() {
    return xlsx(
        utf8(XML + "<sst xmlns=\"" + SHEET + "\"><si><t>words</t></si></sst>"),
        part(
            XML + "<styleSheet xmlns=\"" + SHEET + "\"><cellXfs>",
            i -> "<xf numFmtId=\"" + i + "\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>",
            3_000_000,
            "</cellXfs></styleSheet>"));
  }

  // --- parts ---

  /** One part of a ZIP file, written piece by piece because it does not fit into memory. */
  private interface Part {
    void to(OutputStream out) throws IOException;
  }

  private interface Piece {
    String of(int number);
  }

  private static Part part(String head, Piece piece, int pieces, String tail) {
    return out -> {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      StringBuilder several = new StringBuilder();
      for (int i = 0; i < pieces; i++) {
        several.append(piece.of(i));
        if (several.length() > 8_000) {
          out.write(several.toString().getBytes(StandardCharsets.UTF_8));
          several.setLength(0);
        }
      }
      out.write(several.append(tail).toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  private static Part utf8(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Pieces of 1,000 characters that compress to about 1/40, too little for checks for bombs. */
  private static Piece filler() {
    Random random = new Random(24);
    String words = "sack mill ".repeat(97);
    return i ->
        String.format(Locale.ROOT, "%015x", random.nextLong() >>> 4)
            + words
            + "....."
            + "grain flour ..";
  }

  private static Part types(String name, String type) {
    return utf8(
        XML
            + "<Types xmlns=\""
            + PACKAGE
            + "content-types\"><Default Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + override(name, type)
            + (name.startsWith("xl/")
                ? override("xl/worksheets/sheet1.xml", SHEET_TYPE + "worksheet+xml")
                    + override("xl/sharedStrings.xml", SHEET_TYPE + "sharedStrings+xml")
                    + override("xl/styles.xml", SHEET_TYPE + "styles+xml")
                : "")
            + "</Types>");
  }

  private static String override(String name, String type) {
    return "<Override PartName=\"/" + name + "\" ContentType=\"" + type + "\"/>";
  }

  /** Relations r1, r2, ... of the given kinds. */
  private static Part relations(String... kindsAndTargets) {
    StringBuilder xml = new StringBuilder(XML);
    xml.append("<Relationships xmlns=\"").append(PACKAGE).append("relationships\">");
    for (int i = 0; i < kindsAndTargets.length; i += 2) {
      xml.append("<Relationship Id=\"r").append(i / 2 + 1).append("\" Type=\"");
      xml.append(OFFICE).append('/').append(kindsAndTargets[i]);
      xml.append("\" Target=\"").append(kindsAndTargets[i + 1]).append("\"/>");
    }
    return utf8(xml.append("</Relationships>").toString());
  }

  private static byte[] xlsx(Part sharedStrings, Part styles) {
    return zip(
        "[Content_Types].xml",
        types("xl/workbook.xml", SHEET_TYPE + "sheet.main+xml"),
        "_rels/.rels",
        relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml",
        utf8(
            XML
                + "<workbook xmlns=\""
                + SHEET
                + "\" xmlns:r=\""
                + OFFICE
                + "\"><sheets><sheet name=\"Sacks\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        "xl/_rels/workbook.xml.rels",
        relations(
            "worksheet",
            "worksheets/sheet1.xml",
            "sharedStrings",
            "sharedStrings.xml",
            "styles",
            "styles.xml"),
        "xl/worksheets/sheet1.xml",
        utf8(
            XML
                + "<worksheet xmlns=\""
                + SHEET
                + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"0\"><v>0</v></c></row>"
                + "</sheetData></worksheet>"),
        "xl/sharedStrings.xml",
        sharedStrings,
        "xl/styles.xml",
        styles);
  }

  private static byte[] odt(Part content) {
    return zip(
        "mimetype",
        utf8(ODT),
        "META-INF/manifest.xml",
        utf8(XML + "<manifest:manifest xmlns:manifest=\"" + ODF + "manifest:1.0\"/>"),
        "content.xml",
        (Part)
            out -> {
              StringBuilder head = new StringBuilder(XML + "<office:document-content");
              for (String name : List.of("office", "text", "style")) {
                head.append(" xmlns:" + name + "=\"" + ODF + name + ":1.0\"");
              }
              head.append(" xmlns:fo=\"" + ODF + "xsl-fo-compatible:1.0\">");
              utf8(head.toString()).to(out);
              content.to(out);
              utf8("</office:document-content>").to(out);
            });
  }

  private static byte[] zip(Object... namesAndParts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (int i = 0; i < namesAndParts.length; i += 2) {
        ZipEntry entry = new ZipEntry((String) namesAndParts[i]);
        entry.setTime(0);
        zip.putNextEntry(entry);
        ((Part) namesAndParts[i + 1]).to(zip);
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String catalog() {
    return "<</Type/Catalog/Pages 2 0 R>>";
  }

  private static String stream(String entries, String content) {
    return "<<"
        + entries
        + "/Length "
        + content.length()
        + ">>\nstream\n"
        + content
        + "\nendstream";
  }

  /** A PDF of the objects 1, 2, ... with object 1 as its catalog. */
  private static byte[] pdf(List<String> objects) {
    StringBuilder pdf = new StringBuilder("%PDF-1.5\n");
    StringBuilder table = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
      pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int size = objects.size() + 1;
    int start = pdf.length();
    pdf.append("xref\n0 ").append(size).append('\n').append(table);
    pdf.append("trailer\n<</Size ").append(size).append("/Root 1 0 R>>\nstartxref\n");
    return latin(pdf.append(start).append("\n%%EOF\n").toString());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
