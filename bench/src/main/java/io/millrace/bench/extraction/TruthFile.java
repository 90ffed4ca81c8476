package io.millrace.bench.extraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads truths and predictions of main texts: JSON Lines, gzipped if the name ends in {@code .gz}.
 * A line of a truth has {@code url} and, if known, {@code type}, {@code text}, {@code with} and
 * {@code without}; a line of predictions has {@code url} and {@code text}. Other fields are
 * ignored.
 */
public final class TruthFile {

  /**
   * The truth about a page.
   *
   * @param type type of page, such as {@code article} (the default) or {@code forum}
   * @param text the whole main content, if known; may be ""
   * @param with snippets that must appear
   * @param without snippets that must not appear
   */
  public record TruthPage(
      String url, String type, Optional<String> text, List<String> with, List<String> without) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private TruthFile() {}

  /**
   * Reads the pages in the order of the file.
   *
   * @throws IOException when a line is not a JSON object with a {@code url}; names the line number
   */
  public static List<TruthPage> read(Path file) throws IOException {
    List<TruthPage> pages = new ArrayList<>();
    lines(
        file,
        line ->
            pages.add(
                new TruthPage(
                    line.get("url").asText(),
                    line.path("type").asText("article"),
                    Optional.of(line.path("text"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText),
                    texts(line.path("with")),
                    texts(line.path("without")))));
    return pages;
  }

  /** Reads predicted texts by address; the last line with an address counts. */
  public static Map<String, String> readPredictions(Path file) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    lines(
        file,
        line -> {
          JsonNode text = line.path("text");
          texts.put(line.get("url").asText(), text.isTextual() ? text.asText() : "");
        });
    return texts;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static void lines(Path file, Consumer<JsonNode> sink) throws IOException {
    try (InputStream in = open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          sink.accept(parse(line, file, number));
        }
      }
    }
  }

  private static JsonNode parse(String line, Path file, int number) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException damaged) {
      throw new IOException(file + ", line " + number + " is no JSON", damaged);
    }
    if (!node.path("url").isTextual()) {
      throw new IOException(file + ", line " + number + " is no object with a url");
    }
    return node;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
