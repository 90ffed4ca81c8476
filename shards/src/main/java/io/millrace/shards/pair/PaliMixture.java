package io.millrace.shards.pair;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.DocumentJson;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageTextPair;
import io.millrace.shards.file.HashingOutput;
import io.millrace.shards.file.ShardInfo;
import java.io.Closeable;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes training examples for those tasks of PaLI's pretraining mixture (Chen et al. 2022, section
 * 3.2) that need only pairs, as JSON lines {@code key image id task language input target}:
 *
 * <ul>
 *   <li>{@code split_cap}: continue the caption from its beginning;
 *   <li>{@code ocr}: read the text in the image;
 *   <li>{@code vqa} and {@code vqg}, if the pair's metadata has {@code question} and {@code
 *       answer}.
 * </ul>
 *
 * A pair without a language gives no example. The cut of a caption is derived from the pair's id,
 * so it is equal in every run.
 */
final class PaliMixture implements Closeable {

  static final String QUESTION = "question";
  static final String ANSWER = "answer";

  private static final String CUT = "split_cap\n";

  private final HashingOutput file;
  private long lines;

  PaliMixture(HashingOutput file) {
    this.file = file;
  }

  /**
   * Writes the examples of one pair.
   *
   * @param image name of the image in the tar
   */
  void write(ImageTextPair pair, PairRow row, String image) throws IOException {
    splitCap(row, image);
    for (Caption caption : pair.captions()) {
      if (caption.kind() == CaptionKind.OCR && !caption.language().isEmpty()) {
        String input = "Generate the ocr_text in " + caption.language() + ":";
        line(row, image, "ocr", caption.language(), input, caption.text());
      }
    }
    String question = pair.metadata().getOrDefault(QUESTION, "");
    String answer = pair.metadata().getOrDefault(ANSWER, "");
    String language = row.language();
    if (!question.isEmpty() && !answer.isEmpty() && !language.isEmpty()) {
      String asked = "Answer in " + language.toUpperCase(Locale.ROOT) + ": " + question;
      line(row, image, "vqa", language, asked, answer);
      String wanted = "Generate a question in " + language + " for " + answer + ":";
      line(row, image, "vqg", language, wanted, question);
    }
  }

  private void splitCap(PairRow row, String image) throws IOException {
    String caption = row.caption();
    List<Integer> places = places(caption);
    if (places.isEmpty() || row.language().isEmpty()) {
      return;
    }
    long draw = Hash128.of(CUT + row.id()).low();
    int cut = places.get((int) Long.remainderUnsigned(draw, places.size()));
    int position = caption.codePointCount(0, cut);
    String begin = caption.substring(0, cut).stripTrailing();
    String input = "Generate the alt_text in " + row.language() + " at " + position + ": " + begin;
    line(row, image, "split_cap", row.language(), input, caption.substring(cut));
  }

  /**
   * Positions where a caption may be cut: before words, or between characters if it has no spaces.
   */
  private static List<Integer> places(String caption) {
    List<Integer> words = new ArrayList<>();
    int first = caption.length() - caption.stripLeading().length();
    for (int i = first + 1; i < caption.length(); i++) {
      boolean starts =
          Character.isWhitespace(caption.charAt(i - 1))
              && !Character.isWhitespace(caption.charAt(i));
      if (starts) {
        words.add(i);
      }
    }
    if (!words.isEmpty()) {
      return words;
    }
    List<Integer> characters = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(caption);
    breaks.first();
    for (int at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
      if (at > first && at < caption.length()) {
        characters.add(at);
      }
    }
    return characters;
  }

  private void line(
      PairRow row, String image, String task, String language, String input, String target)
      throws IOException {
    try (JsonGenerator json = DocumentJson.factory().createGenerator(file)) {
      json.writeStartObject();
      json.writeStringField("key", row.key());
      json.writeStringField("image", image);
      json.writeStringField("id", row.id());
      json.writeStringField("task", task);
      DocumentJson.writeText(json, "language", language);
      DocumentJson.writeText(json, "input", input);
      DocumentJson.writeText(json, "target", target);
      json.writeEndObject();
    }
    file.write('\n');
    lines++;
  }

  ShardInfo finish(String path) throws IOException {
    close();
    return file.info(path, lines);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
