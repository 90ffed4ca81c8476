package io.millrace.filters.decontaminate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.filters.text.TextAnalyzer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** Reads evaluation sets into an index. */
final class EvaluationSets {

  private static final JsonFactory JSON = new JsonFactory();

  private final Set<String> fields;
  private final NgramIndex index;
  private final TextAnalyzer analyzer = new TextAnalyzer();

  /** Depth of the container of a wanted field, whose strings all count; -1 outside. */
  private int inside;

  private int depth;
  private boolean wanted;
  private long texts;

  EvaluationSets(List<String> fields, NgramIndex index) {
    this.fields = new TreeSet<>(fields);
    this.index = index;
  }

  /**
   * @throws IllegalArgumentException when the file does not exist, is not JSON Lines of objects, or
   *     has none of the fields
   */
  void read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("evaluation_sets has '" + file + "', which is not a file");
    }
    texts = 0;
    try (InputStream in = open(file);
        JsonParser parser = JSON.createParser(in)) {
      parse(parser, file);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "evaluation_sets: line "
              + line
              + " of '"
              + file
              + "' is not JSON: "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (texts == 0) {
      throw new IllegalArgumentException(
          "evaluation_sets: '"
              + file
              + "' has no text"
              + (fields.isEmpty() ? "" : " in " + fields));
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private void parse(JsonParser parser, Path file) throws IOException {
    inside = -1;
    depth = 0;
    wanted = false;
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (depth == 0 && token != JsonToken.START_OBJECT) {
        int line = parser.currentTokenLocation().getLineNr();
        throw new IllegalArgumentException(
            "evaluation_sets: line " + line + " of '" + file + "' is not an object");
      }
      take(token, parser);
    }
  }

  private void take(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case FIELD_NAME -> wanted = fields.isEmpty() || fields.contains(parser.currentName());
      case START_OBJECT, START_ARRAY -> {
        inside = inside < 0 && wanted ? depth : inside;
        depth++;
        wanted = false;
      }
      case END_OBJECT, END_ARRAY -> {
        depth--;
        inside = depth == inside ? -1 : inside;
      }
      case VALUE_STRING -> {
        if (wanted || inside >= 0) {
          index.add(analyzer.analyze(parser.getText()));
          texts++;
        }
        wanted = false;
      }
      default -> wanted = false;
    }
  }
}
