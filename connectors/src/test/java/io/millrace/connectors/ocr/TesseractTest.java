package io.millrace.connectors.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.connectors.ocr.OcrResult.Word;
import io.millrace.corpus.Caption;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TesseractTest {

  private static final String TSV =
      """
      level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
      1\t1\t0\t0\t0\t0\t0\t0\t100\t50\t-1\t
      4\t1\t1\t1\t1\t0\t10\t10\t80\t10\t-1\t
      5\t1\t1\t1\t1\t1\t10\t10\t20\t10\t96.5\tEine
      5\t1\t1\t1\t1\t2\t40\t10\t25\t10\t90\tMühle
      5\t1\t1\t1\t1\t3\t70\t10\t25\t10\t12\t~~
      5\t1\t1\t1\t2\t1\t10\t30\t20\t10\t80\t1\tx
      5\t1\t1\t1\t2\t2\t40\t30\t20\t10\t95\t\s
      """;

  @TempDir private Path folder;

  private static OcrSettings settings(String command, int seconds) {
    return new OcrSettings(command, List.of("deu"), true, 11, 60, seconds);
  }

  /** A program that lists packs and runs a given script for an image. */
  private String program(String onImage) throws IOException {
    Path script = folder.resolve("ocr");
    Files.writeString(
        script,
        "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then\n"
            + "printf 'List of available languages (3):\\ndeu\\nfra\\nosd\\n'; exit 0; fi\n"
            + onImage);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  private OcrResult read(String onImage, int seconds, String language) throws IOException {
    return Tesseract.open(settings(program(onImage), seconds))
        .read(new byte[] {1, 2, 3}, 100, 50, language);
  }

  @Test
  void readsWordsBoxesAndConfidence() throws IOException {
    Path tsv = Files.writeString(folder.resolve("words.tsv"), TSV);
    OcrResult result = read("cat " + tsv, 30, "de");
    assertThat(result.text()).isEqualTo("Eine Mühle\n1\tx");
    assertThat(result.words()).extracting(Word::left).containsExactly(10, 40, 10);
    assertThat(result.confidence()).isCloseTo((96.5 * 4 + 90 * 5 + 80 * 3) / 12, within(1e-9));
    assertThat(result.coverage()).isCloseTo((200 + 250 + 200) / 5000.0, within(1e-12));
    assertThat(result.problem()).isEmpty();
    Caption caption = result.caption().orElseThrow();
    assertThat(caption.language()).isEqualTo("de");
    assertThat(Files.list(folder)).hasSize(2);
  }

  @Test
  void usesThePairsLanguageFirst() throws IOException {
    String command = program("echo \"$*\" > " + folder.resolve("asked"));
    OcrResult result = Tesseract.open(settings(command, 30)).read(new byte[] {1}, 10, 10, "fr");
    assertThat(result.caption()).isEmpty();
    assertThat(folder.resolve("asked"))
        .content()
        .isEqualTo("stdin stdout -l fra+deu --psm 11 tsv\n");
  }

  @Test
  void killsHangingProcessesAndNamesFailures() throws IOException {
    Path pid = folder.resolve("pid");
    OcrResult late = read("echo $$ > " + pid + "; exec tail -f /dev/null", 1, "de");
    assertThat(late.problem()).isEqualTo("timeout");
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(read("exit 1", 30, "de").problem()).isEqualTo("unreadable");
    String odd = "printf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\tx\\ty\\n'";
    assertThat(read(odd, 30, "de").problem()).isEqualTo("unreadable");
  }

  @Test
  void namesAMissingProgramOrPack() throws IOException {
    assertThatThrownBy(() -> Tesseract.open(settings(folder.resolve("none").toString(), 30)))
        .isInstanceOf(OcrUnavailableException.class)
        .hasMessageContaining("apt-get install tesseract-ocr");
    String command = program("");
    assertThatThrownBy(
            () -> Tesseract.open(new OcrSettings(command, List.of("chi_sim"), true, 3, 0, 1)))
        .isInstanceOf(OcrUnavailableException.class)
        .hasMessageContaining("no language pack chi_sim")
        .hasMessageContaining("tesseract-ocr-chi-sim");
    assertThatThrownBy(() -> new OcrSettings("-x", List.of("eng"), true, 3, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Reads with Tesseract if it is installed; otherwise checks the message. */
  @Test
  void readsWithTheInstalledTesseract() throws IOException {
    boolean present = false;
    for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      present |= Files.isExecutable(Path.of(directory, "tesseract"));
    }
    OcrSettings real = new OcrSettings("tesseract", List.of("eng"), false, 11, 60, 120);
    if (!present) {
      assertThatThrownBy(() -> Tesseract.open(real)).isInstanceOf(OcrUnavailableException.class);
      return;
    }
    Tesseract tesseract = Tesseract.open(real);
    OcrResult result = tesseract.read(drawn("WATER MILL"), 600, 120, "en");
    assertThat(result.text()).isEqualTo("WATER MILL");
    assertThat(result.coverage()).isBetween(0.1, 0.6);
    assertThat(result.caption().orElseThrow().language()).isEqualTo("en");
    assertThat(tesseract.read(new byte[] {1, 2}, 1, 1, "").problem()).isEqualTo("unreadable");
  }

  private static byte[] drawn(String text) throws IOException {
    BufferedImage image = new BufferedImage(600, 120, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 600, 120);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 60));
    graphics.drawString(text, 60, 80);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Property(tries = 100, seed = "5")
  void coverageCountsEveryPixelOnce(
      @ForAll @Size(max = 8) List<@IntRange(min = -5, max = 24) Integer> corners) {
    List<Word> words =
        corners.stream().map(at -> new Word("w", at, at / 2, 7, 4, 90, false)).toList();
    int inside = 0;
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 20; x++) {
        int left = x;
        int top = y;
        boolean covered =
            words.stream()
                .anyMatch(
                    word ->
                        left >= word.left()
                            && left < word.left() + word.width()
                            && top >= word.top()
                            && top < word.top() + word.height());
        inside += covered ? 1 : 0;
      }
    }
    assertThat(OcrResult.coverage(words, 20, 10)).isEqualTo(inside / 200.0);
  }

  @Test
  void packsHaveCodes() {
    assertThat(Tesseract.languageOf("deu")).isEqualTo("de");
    assertThat(Tesseract.languageOf("chi_sim")).isEqualTo("zh");
    assertThat(Tesseract.languageOf("jpn_vert")).isEqualTo("ja");
    assertThat(Tesseract.languageOf("frk")).isEqualTo("frk");
  }
}
