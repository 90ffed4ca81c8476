package io.millrace.pipelines.testing;

import com.github.luben.zstd.ZstdInputStream;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generated documents with copies, near copies and bad records, and runs over them. */
public final class Sample {

  private static final String[] GERMAN =
      ("die der und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf so eine"
              + " auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat wir"
              + " was wird sein einen welche sind oder um haben einer mir über ihm diese Mühle Wasser"
              + " Rad Korn Mehl Bach Dorf Müller Stein Getreide Sack Wehr Strom Arbeit Morgen Abend")
          .split(" ");

  private static final String[] ENGLISH =
      ("the be to of and that have with in it is on was for as are this at by from mill water wheel"
              + " grain flour river village miller stone sack weir stream work morning evening turns"
              + " slowly under heavy wooden beams while children carry bread home along quiet roads")
          .split(" ");

  private Sample() {}

  /** Documents as lines of JSON; the same seed gives the same lines. */
  public static List<String> documents(int count, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean german = random.nextBoolean();
      String text = text(random, german ? GERMAN : ENGLISH, 6 + random.nextInt(30));
      int kind = random.nextInt(10);
      if (kind == 0 && !texts.isEmpty()) {
        text = texts.get(random.nextInt(texts.size()));
      } else if (kind == 1 && !texts.isEmpty()) {
        text = texts.get(random.nextInt(texts.size())).replaceFirst("(?s)\\. .*?\\.", ".");
      } else if (kind == 2) {
        text = "Copy. ".repeat(60);
      } else {
        texts.add(text);
      }
      lines.add(json(i, random.nextInt(count), german ? "de" : "en", text));
    }
    lines.add("{\"text\": 7");
    lines.add("{\"id\": \"no text\"}");
    return lines;
  }

  private static String json(int number, int page, String language, String text) {
    String form =
        "{\"id\":\"doc-%d\",\"url\":\"https://site%d.example/%d\",\"timestamp\":\"2024-01-%02dT00:00:00Z\","
            + "\"language\":\"%s\",\"text\":\"%s\"}";
    return String.format(
        Locale.ROOT,
        form,
        number,
        page % 17,
        page,
        1 + number % 28,
        language,
        text.replace("\"", "\\\"").replace("\n", "\\n"));
  }

  private static String text(Random random, String[] words, int sentences) {
    StringBuilder text = new StringBuilder();
    for (int s = 0; s < sentences; s++) {
      int length = 6 + random.nextInt(14);
      for (int w = 0; w < length; w++) {
        text.append(words[random.nextInt(words.length)]).append(w == length - 1 ? "." : " ");
      }
      text.append(random.nextInt(4) == 0 ? "\n" : " ");
    }
    return text.toString().strip();
  }

  public static Path write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, lines, StandardCharsets.UTF_8);
  }

  public static final String STAGES =
      """
      stages:
        - gopher-repetition
        - gopher-quality
        - c4
        - fineweb: {short_lines: 1}
        - dedup-url
        - dedup-exact
        - dedup-minhash
        - pii
      """;

  public static Recipe recipe(String glob, String more) {
    return recipeOf("'" + glob + "'", more);
  }

  /**
   * @param jsonl settings of the input in YAML
   */
  public static Recipe recipeOf(String jsonl, String more) {
    String yaml = "inputs:\n  - jsonl: " + jsonl + "\n" + STAGES + more;
    return new RecipeReader(Stages.catalog()).read(yaml, "test.yaml", Overrides.none());
  }

  /** Hashes of all files below a folder, by name. */
  public static SortedMap<String, String> hashes(Path folder) {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(
            folder.relativize(file).toString(), HexFormat.of().withLowerCase().formatHex(hash));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return hashes;
  }

  /** Names of the windows of an output. */
  public static List<String> windows(Path out) throws IOException {
    try (Stream<Path> all = Files.list(out.resolve("windows"))) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** Number of late records in files. */
  public static int lateLines(Path out) throws IOException {
    int lines = 0;
    if (!Files.exists(out.resolve("late"))) {
      return 0;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(out.resolve("late"))) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      byte[] packed = Files.readAllBytes(file);
      try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
        for (byte each : in.readAllBytes()) {
          lines += each == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }
}
