package io.millrace.bench.attack;

import io.millrace.shards.verdict.VerdictRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * External and expanding entities, file names that point outside a folder, and YAML bombs: nothing
 * outside may be read, requested or written.
 */
final class Parsers extends Scenario {

  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final String PLANTED = "planted-7f3a-in-a-local-file";

  Parsers() {
    super("parsers", true);
  }

  @Override
  void attack(Arena arena, AttackScore score) throws Exception {
    entities(arena, score);
    tars(arena, score);
    recipes(arena, score);
  }

  private static byte[] docx(String doctype, String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(
        "[Content_Types].xml",
        doctype
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\""
            + DOCX
            + ".main+xml\"/></Types>");
    entries.put(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\""
            + " Target=\"word/document.xml\"/></Relationships>");
    entries.put(
        "word/document.xml",
        doctype
            + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>"
            + text
            + "</w:t></w:r></w:p></w:body></w:document>");
    entries.put("../../../../tmp/slipped-" + PLANTED, "out of the folder");
    return Made.zip(entries);
  }

  private static byte[] odt(String doctype, String text) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("mimetype", "application/vnd.oasis.opendocument.text");
    entries.put(
        "content.xml",
        doctype
            + "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
            + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>"
            + text
            + "</text:p></office:text></office:body></office:document-content>");
    return Made.zip(entries);
  }

  private void entities(Arena arena, AttackScore score) throws Exception {
    String secret = arena.write("secret.txt", PLANTED).toUri().toString();
    try (Site site = new Site(5)) {
      site.image("/entity", "");
      Map<String, String> doctypes = new LinkedHashMap<>();
      doctypes.put("file", "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret + "\">]>");
      doctypes.put("http", "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + site.url("/entity") + "\">]>");
      doctypes.put(
          "parameter",
          "<!DOCTYPE a [<!ENTITY % p SYSTEM \""
              + site.url("/entity")
              + "\"> %p; <!ENTITY e \"x\">]>");
      doctypes.put("dtd", "<!DOCTYPE a SYSTEM \"" + site.url("/entity") + "\">");
      doctypes.put("laughs", laughs());
      ByteArrayOutputStream warc = new ByteArrayOutputStream();
      doctypes.forEach(
          (name, doctype) -> {
            String text = "Words " + (name.equals("dtd") ? "" : "&e; ") + Made.text(1, 10);
            String url = "https://x.example/" + name;
            byte[] xml =
                ("<?xml version=\"1.0\"?>" + doctype + "<a>" + text + "</a>")
                    .getBytes(StandardCharsets.UTF_8);
            warc.writeBytes(Made.response(url + "/docx", DOCX, "", docx(doctype, text)));
            warc.writeBytes(
                Made.response(
                    url + "/odt",
                    "application/vnd.oasis.opendocument.text",
                    "",
                    odt(doctype, text)));
            warc.writeBytes(Made.response(url + "/xml", "application/xml", "", xml));
            warc.writeBytes(Made.response(url + "/xhtml", "application/xhtml+xml", "", xml));
            warc.writeBytes(Made.response(url + "/svg", "image/svg+xml", "", xml));
          });
      arena.write("entities.warc", warc.toByteArray());
      Ran ran =
          arena.run(
              "entities",
              "inputs: [warc: 'DIR/entities.warc']\nstages: [extract]\ntolerance: 1\n"
                  + "output: {shards: 1, compression_level: 1}\n");
      List<VerdictRow> rows = arena.verdicts("entities");
      Ran text = arena.command("shards", "cat", arena.output("entities").toString());
      boolean held =
          ran.exit() == 0
              && text.exit() == 0
              && !text.said().contains(PLANTED)
              && !site.asked().contains("/entity");
      for (String name : doctypes.keySet()) {
        for (String form : List.of("docx", "odt", "xml", "xhtml", "svg")) {
          boolean counted = rows.stream().anyMatch(row -> row.url().endsWith(name + "/" + form));
          score.check(
              "xxe",
              name + " in " + form,
              held && counted,
              "asked " + site.asked() + ", " + ran.last());
        }
      }
      score.check(
          "zip-slip",
          "a name in a docx",
          Files.notExists(java.nio.file.Path.of("/tmp/slipped-" + PLANTED)),
          "it was written");
    }
  }

  private static String laughs() {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE a [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 12; i++) {
      doctype.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
    }
    return doctype + "<!ENTITY e \"&a11;\">]>";
  }

  private static byte[] member(String name, char type, byte[] body) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(block, 100, "0000644\0");
    put(block, 108, "0000000\0");
    put(block, 116, "0000000\0");
    put(block, 124, String.format(java.util.Locale.ROOT, "%011o\0", body.length));
    put(block, 136, "00000000000\0");
    put(block, 148, "        ");
    block[156] = (byte) type;
    if (type == '2') {
      put(block, 157, "/etc/passwd");
    }
    put(block, 257, "ustar\00000");
    int sum = 0;
    for (byte each : block) {
      sum += each & 0xff;
    }
    put(block, 148, String.format(java.util.Locale.ROOT, "%06o\0 ", sum));
    byte[] padding = new byte[(512 - body.length % 512) % 512];
    return Made.joined(block, body, padding);
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private void tars(Arena arena, AttackScore score) throws Exception {
    byte[] image = Made.png(6);
    byte[] caption = "A picture of the mill beside the river".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    List<String> names =
        List.of(
            "../slip",
            "../../../../tmp/slip-" + PLANTED,
            "/tmp/slip2-" + PLANTED,
            "C:\\slip",
            "well");
    for (String name : names) {
      tar.writeBytes(member(name + ".png", '0', image));
      tar.writeBytes(member(name + ".txt", '0', caption));
    }
    tar.writeBytes(member("link.png", '2', new byte[0]));
    tar.writeBytes(new byte[1024]);
    arena.write("slip.tar", tar.toByteArray());
    Ran ran =
        arena.run(
            "tar",
            "inputs: [webdataset: 'DIR/slip.tar']\nstages: [image-candidates, image-decode]\n"
                + "output: {format: webdataset, shards: 1}\ntolerance: 1\n");
    List<VerdictRow> rows = arena.verdicts("tar");
    long kept = rows.stream().filter(row -> row.outcome().equals("kept")).count();
    boolean inside =
        Files.notExists(java.nio.file.Path.of("/tmp/slip-" + PLANTED + ".png"))
            && Files.notExists(java.nio.file.Path.of("/tmp/slip2-" + PLANTED + ".png"));
    for (String name : names) {
      score.check(
          "zip-slip",
          name + " in a tar",
          ran.exit() == 0 && inside && kept == 1,
          kept + " kept, " + ran.last());
    }
  }

  private void recipes(Arena arena, AttackScore score) throws Exception {
    Map<String, String> recipes = new LinkedHashMap<>();
    StringBuilder aliases = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      aliases.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "x]\n");
    }
    recipes.put("aliases", aliases.toString());
    recipes.put("itself", "a: &a [*a]\n");
    recipes.put("depth", "a: " + "[".repeat(100_000));
    recipes.put("flow-maps", "{".repeat(100_000));
    recipes.put(
        "tag",
        "a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]\n");
    recipes.put("long-line", "name: " + "x".repeat(3_000_000));
    recipes.put("many-values", "a: [" + "1, ".repeat(300_000) + "1]\n");
    for (Map.Entry<String, String> each : recipes.entrySet()) {
      String file = arena.write("bomb-" + each.getKey() + ".yaml", each.getValue()).toString();
      Ran ran = arena.command("check", file);
      score.check("yaml", each.getKey(), ran.exit() == 2, ran.last());
    }
  }
}
