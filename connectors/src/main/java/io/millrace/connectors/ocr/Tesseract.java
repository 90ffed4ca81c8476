package io.millrace.connectors.ocr;

import io.millrace.connectors.ocr.OcrResult.Word;
import io.millrace.corpus.settings.LanguageCodes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Reads text in images with Tesseract 4 or 5, one process for each image, so that a hang or crash
 * costs only that image. A process uses one thread (more threads made it up to thirty times slower)
 * and is killed after a time limit; its files are deleted at its end. Thread-safe.
 */
public final class Tesseract {

  private static final String PREFIX = "millrace-ocr-";
  private static final long MAX_OUTPUT = 16L << 20;
  private static final int LIST_SECONDS = 30;
  private static final int COLUMNS = 12;
  private static final String WORD_LEVEL = "5";

  private final OcrSettings settings;
  private final Set<String> installed;

  private Tesseract(OcrSettings settings, Set<String> installed) {
    this.settings = settings;
    this.installed = installed;
  }

  /**
   * Checks that the program and the language packs are installed.
   *
   * @throws OcrUnavailableException when one is missing
   */
  public static Tesseract open(OcrSettings settings) throws IOException {
    Tesseract tesseract = new Tesseract(settings, installed(settings));
    for (String language : settings.languages()) {
      if (!tesseract.installed.contains(language)) {
        String form =
            "Tesseract has no language pack %s (it has %s); on Debian: apt-get install tesseract-ocr-%s";
        String packs = String.join(", ", tesseract.installed);
        String debian = language.replace('_', '-').toLowerCase(Locale.ROOT);
        throw new OcrUnavailableException(
            String.format(Locale.ROOT, form, language, packs, debian), null);
      }
    }
    return tesseract;
  }

  private static Set<String> installed(OcrSettings settings) throws IOException {
    Path out = Files.createTempFile(PREFIX, ".txt");
    try {
      Process process =
          start(List.of(settings.command(), "--list-langs"), null, out.toFile(), settings);
      if (!endsWell(process, LIST_SECONDS)) {
        throw new OcrUnavailableException(
            settings.command() + " --list-langs fails: is it Tesseract?", null);
      }
      Set<String> packs = new TreeSet<>();
      for (String line : read(out).split("\n")) {
        if (line.strip().matches("[A-Za-z][A-Za-z_]*")) {
          packs.add(line.strip());
        }
      }
      return packs;
    } finally {
      Files.delete(out);
    }
  }

  private static Process start(List<String> command, File in, File out, OcrSettings settings)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    if (in != null) {
      builder.redirectInput(in);
    }
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      if (in == null) {
        process.getOutputStream().close();
      }
      return process;
    } catch (IOException missing) {
      throw new OcrUnavailableException(
          "no program "
              + settings.command()
              + ": text in images is read by Tesseract; on Debian: apt-get install tesseract-ocr",
          missing);
    }
  }

  /** Waits for a process and kills it after the time limit or an interrupt. */
  private static boolean endsWell(Process process, int seconds) throws IOException {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading an image", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String read(Path file) throws IOException {
    return Files.size(file) > MAX_OUTPUT ? "" : Files.readString(file, StandardCharsets.UTF_8);
  }

  /**
   * Reads an image.
   *
   * @param image encoded bytes in a format that Tesseract reads: JPEG, PNG, WebP, ...
   * @param width pixels
   * @param height pixels
   * @param language ISO 639 code of the pair, or ""
   * @return the text; with a problem when the image could not be read or took too long
   * @throws IOException when the program or the disk fails
   */
  public OcrResult read(byte[] image, int width, int height, String language) throws IOException {
    List<String> packs = packs(language);
    Path in = Files.createTempFile(PREFIX, ".image");
    Path out = Files.createTempFile(PREFIX, ".tsv");
    try {
      Files.write(in, image);
      List<String> command =
          List.of(
              settings.command(),
              "stdin",
              "stdout",
              "-l",
              String.join("+", packs),
              "--psm",
              Integer.toString(settings.segmentation()),
              "tsv");
      Process process = start(command, in.toFile(), out.toFile(), settings);
      long begun = System.nanoTime();
      if (!endsWell(process, settings.timeoutSeconds())) {
        boolean late =
            System.nanoTime() - begun >= TimeUnit.SECONDS.toNanos(settings.timeoutSeconds());
        return OcrResult.failed(late ? "timeout" : "unreadable");
      }
      String one = packs.size() == 1 ? languageOf(packs.get(0)) : "";
      return OcrResult.of(words(read(out)), width, height, one);
    } catch (NumberFormatException malformed) {
      return OcrResult.failed("unreadable");
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private List<String> packs(String language) {
    Set<String> packs = new LinkedHashSet<>();
    if (settings.usePairLanguage() && !language.isEmpty()) {
      for (String pack : installed) {
        if (languageOf(pack).equals(language)) {
          packs.add(pack);
          break;
        }
      }
    }
    packs.addAll(settings.languages());
    return List.copyOf(packs);
  }

  /**
   * ISO 639-1 code of a pack, whose name is an ISO 639-2 code and optionally a script; else the
   * pack's own code.
   */
  static String languageOf(String pack) {
    String code = pack.contains("_") ? pack.substring(0, pack.indexOf('_')) : pack;
    return LanguageCodes.canonical(code);
  }

  /**
   * The accepted words of Tesseract's TSV: {@code level page_num block_num par_num line_num
   * word_num left top width height conf text}.
   */
  List<Word> words(String tsv) {
    List<Word> words = new ArrayList<>();
    String line = "";
    for (String row : tsv.split("\n")) {
      String[] values = row.split("\t", COLUMNS);
      if (values.length < COLUMNS || !values[0].equals(WORD_LEVEL)) {
        continue;
      }
      String text = values[COLUMNS - 1].strip();
      double confidence = Double.parseDouble(values[10]);
      if (text.isEmpty() || confidence < settings.minConfidence()) {
        continue;
      }
      String place = String.join("\t", List.of(values).subList(1, 5));
      if (!words.isEmpty() && !place.equals(line)) {
        words.set(words.size() - 1, words.get(words.size() - 1).endingLine());
      }
      line = place;
      words.add(
          new Word(
              text,
              Integer.parseInt(values[6]),
              Integer.parseInt(values[7]),
              Integer.parseInt(values[8]),
              Integer.parseInt(values[9]),
              confidence,
              false));
    }
    return words;
  }
}
