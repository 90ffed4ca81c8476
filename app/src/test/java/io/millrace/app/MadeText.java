package io.millrace.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generated documents for runs, some of them bad, and helpers for outputs. */
final class MadeText {

  private static final String[] ENGLISH =
      ("the be to of and that have with in it is on was for as are this at by from mill water wheel"
              + " grain flour river village miller stone sack weir stream work morning evening turns"
              + " slowly under heavy wooden beams while children carry bread home along quiet roads")
          .split(" ");

  private static final String[] GERMAN =
      ("die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine"
              + " auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir"
              + " was wird sein einen Mühle Wasser Rad Korn Mehl Bach Dorf Müller Stein Getreide Sack")
          .split(" ");

  private MadeText() {}

  /** A text that filters keep. */
  static String text(Random random, boolean german, int sentences) {
    String[] words = german ? GERMAN : ENGLISH;
    StringBuilder text = new StringBuilder();
    for (int s = 0; s < sentences; s++) {
      int length = 6 + random.nextInt(14);
      for (int w = 0; w < length; w++) {
        text.append(words[random.nextInt(words.length)]).append(w == length - 1 ? "." : " ");
      }
      text.append(s % 4 == 3 ? "\n" : " ");
    }
    return text.toString().strip();
  }

  /** JSON Lines: good documents, duplicates, near duplicates, boilerplate, and broken lines. */
  static List<String> lines(int count, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean german = random.nextBoolean();
      String text = text(random, german, 8 + random.nextInt(20));
      switch (i < 8 ? 9 : random.nextInt(10)) {
        case 0 -> text = texts.get(random.nextInt(texts.size()));
        case 1 ->
            text = texts.get(random.nextInt(texts.size())).replaceFirst("(?s)\\. .*?\\.", ".");
        case 2 -> text = "Copy. ".repeat(60);
        case 3 -> text = "{ " + text;
        default -> texts.add(text);
      }
      lines.add(line("doc-" + i, random.nextInt(count), german ? "de" : "en", text));
    }
    lines.add("{\"id\": \"broken\", \"text\": 7");
    lines.add("{\"id\": \"no text\", \"url\": \"https://example.org/none\"}");
    return lines;
  }

  static String line(String id, int page, String language, String text) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s\",\"url\":\"https://site%d.example/%d\",\"timestamp\":\"2024-01-%02dT00:00:00Z\","
            + "\"language\":\"%s\",\"text\":\"%s\"}",
        id,
        page % 17,
        page,
        1 + page % 28,
        language,
        text.replace("\n", "\\n"));
  }

  /** Deletes a folder with its contents. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Hashes of a file, or of all files in a folder, by their names. */
  static SortedMap<String, String> hashes(Path folder) {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(hash));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return hashes;
  }
}
