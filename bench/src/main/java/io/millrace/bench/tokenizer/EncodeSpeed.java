package io.millrace.bench.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Encoding speed of our tokenizer and of Hugging Face's through DJL on the same texts, in turns, on
 * one thread; checks that their ids are equal. Texts: one JSON string per line.
 */
public final class EncodeSpeed {

  private EncodeSpeed() {}

  /** Arguments: tokenizer.json, file of texts, rounds. */
  public static void main(String[] arguments) throws IOException {
    Path json = Path.of(arguments[0]);
    List<String> texts = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    long bytes = 0;
    for (String line : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
      texts.add(mapper.readValue(line, String.class));
      bytes += texts.get(texts.size() - 1).getBytes(StandardCharsets.UTF_8).length;
    }
    BpeTokenizer ours = BpeTokenizer.read(json);
    try (HuggingFaceTokenizer theirs =
        HuggingFaceTokenizer.newInstance(
            json, Map.of("addSpecialTokens", "false", "truncation", "false"))) {
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        double our = speed(texts, bytes, text -> ours.encode(text).length);
        double their =
            speed(texts, bytes, text -> theirs.encode(text, false, false).getIds().length);
        System.out.println(
            String.format(
                Locale.ROOT, "ours %.1f MB/s, DJL %.2f MB/s, %.1f times", our, their, our / their));
      }
      compare(texts, ours, theirs);
    }
  }

  private static double speed(List<String> texts, long bytes, ToIntFunction<String> encode) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    long tokens = 0;
    for (String text : texts) {
      tokens += encode.applyAsInt(text);
    }
    double seconds = (threads.getCurrentThreadCpuTime() - begin) / 1e9;
    if (tokens < 0) {
      throw new IllegalStateException("never");
    }
    return bytes / 1e6 / seconds;
  }

  private static void compare(List<String> texts, BpeTokenizer ours, HuggingFaceTokenizer theirs) {
    long tokens = 0;
    int different = 0;
    for (String text : texts) {
      int[] our = ours.encode(text);
      long[] their = theirs.encode(text, false, false).getIds();
      boolean equal = our.length == their.length;
      for (int i = 0; equal && i < our.length; i++) {
        equal = our[i] == their[i];
      }
      tokens += our.length;
      different += equal ? 0 : 1;
    }
    System.out.println(different + " of " + texts.size() + " texts differ; " + tokens + " tokens");
  }
}
