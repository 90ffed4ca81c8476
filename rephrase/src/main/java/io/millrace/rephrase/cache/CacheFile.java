package io.millrace.rephrase.cache;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.WellFormed;
import io.millrace.rephrase.generate.Completion;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Exports and imports caches as JSON Lines, to move and merge them: {@code key, model, answered_by,
 * finish, prompt_tokens, completion_tokens, mean_logprob, picos, created, text}, in the order of
 * keys. A name that ends in {@code .zst} is compressed.
 */
public final class CacheFile {

  private static final int MAX_LINE = 64 << 20;
  private static final int MAX_NESTING = 8;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_LINE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CacheFile() {}

  /** Writes all completions to a file, which appears only when complete; returns their number. */
  public static long write(CompletionCache cache, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    long[] count = {0};
    try (OutputStream out = compressed(file, Files.newOutputStream(temporary))) {
      cache.forEach(
          (key, value) -> {
            try {
              out.write(line(key, value));
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
            count[0]++;
          });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    return count[0];
  }

  private static OutputStream compressed(Path file, OutputStream out) throws IOException {
    OutputStream buffered = new BufferedOutputStream(out);
    return file.toString().endsWith(".zst") ? new ZstdOutputStream(buffered) : buffered;
  }

  private static byte[] line(CacheKey key, CachedCompletion value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    Completion completion = value.completion();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("key", key.toString());
      json.writeStringField("model", value.model());
      json.writeStringField("answered_by", completion.model());
      json.writeStringField("finish", completion.finish().name());
      json.writeNumberField("prompt_tokens", completion.promptTokens());
      json.writeNumberField("completion_tokens", completion.completionTokens());
      if (!Double.isNaN(completion.meanLogprob())) {
        json.writeNumberField("mean_logprob", completion.meanLogprob());
      }
      json.writeNumberField("picos", value.picos());
      json.writeNumberField("created", value.createdMillis());
      json.writeStringField("text", completion.text());
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /**
   * Adds the completions of a file to a cache; existing ones stay.
   *
   * @return number of lines read
   * @throws IOException when the file cannot be read or a line is invalid; the lines before it are
   *     then in the cache
   */
  public static long read(Path file, CompletionCache cache) throws IOException {
    long number = 0;
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try (InputStream in = file.toString().endsWith(".zst") ? new ZstdInputStream(raw) : raw;
        InputStream lines = new BufferedInputStream(in)) {
      for (byte[] line = readLine(lines, 1); line != null; line = readLine(lines, number + 1)) {
        number++;
        put(line, number, cache);
      }
    }
    return number;
  }

  private static byte[] readLine(InputStream in, long number) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() == MAX_LINE) {
        throw new IOException("line " + number + " is over " + MAX_LINE + " bytes");
      }
      line.write(b);
    }
    return line.toByteArray();
  }

  private static void put(byte[] line, long number, CompletionCache cache) throws IOException {
    CacheKey key;
    CachedCompletion value;
    try {
      JsonNode json = JSON.readTree(line);
      key = new CacheKey(Hash128.fromHex(text(json, "key")));
      value =
          new CachedCompletion(
              new Completion(
                  text(json, "text"),
                  Completion.Finish.valueOf(text(json, "finish")),
                  Math.toIntExact(number(json, "prompt_tokens")),
                  Math.toIntExact(number(json, "completion_tokens")),
                  text(json, "answered_by"),
                  json.path("mean_logprob").asDouble(Double.NaN)),
              text(json, "model"),
              number(json, "picos"),
              number(json, "created"));
    } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException wrong) {
      throw new IOException("line " + number + " is not a completion of a cache", wrong);
    }
    cache.put(key, value);
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is not a text");
    }
    return WellFormed.of(value.textValue());
  }

  private static long number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException(field + " is not a whole number of 0 or more");
    }
    return value.longValue();
  }
}
