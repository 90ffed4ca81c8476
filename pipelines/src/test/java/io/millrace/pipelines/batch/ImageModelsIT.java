package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.score.OnnxModels;
import io.millrace.pipelines.testing.Sample;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.verdict.VerdictReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run with OCR, scores of a tiny model, the best share of each language, and a limit of equal
 * captions.
 */
class ImageModelsIT {

  private static final float[][] WEIGHTS = {{1, 0, 0.5f}, {0, 1, 0}, {0.25f, 0, 1}};
  private static final float[][] ROWS = {{0.1f, 0, 0}, {0, 0.1f, 0}, {0, 0, 0}, {1, 0, 0}};

  private static final String TOKENIZER =
      """
      {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
       "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
       "post_processor": null,
       "model": {"type": "WordLevel", "unk_token": "mill", "vocab": {"B": 0, "E": 1, "P": 2, "mill": 3}}}
      """;

  private static final String WORDS =
      """
      level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
      5\t1\t1\t1\t1\t1\t10\t10\t20\t10\t96\tEine
      5\t1\t1\t1\t1\t2\t40\t10\t25\t10\t90\tMuehle
      """;

  private static final String RECIPE =
      """
      inputs:
        - image-folder: {paths: ['FOLDER/en/*'], language: en}
        - image-folder: {paths: ['FOLDER/de/*'], language: de}
      stages:
        - image-decode: {resize_mode: no}
        - image-ocr: {tesseract: {command: FOLDER/ocr, languages: [deu]}}
        - image-score:
            threshold: -1
            keep_share: {default: .5, de: 1}
            model: {image_model: FOLDER/joint.onnx, tokenizer: FOLDER/tokenizer.json, image_size: 8,
                    mean: [0, 0, 0], std: [1, 1, 1], max_tokens: 5, pad_token: 2}
        - image-dedup: {near: false, max_same_caption: 3}
      output: {format: webdataset, shards: 2}
      """;

  @TempDir private Path folder;

  private void write(String language, int number, String caption) throws IOException {
    Path of = Files.createDirectories(folder.resolve(language));
    int shade = language.equals("de") ? number + 20 : number;
    Files.write(of.resolve(number + ".png"), ImageRuns.png(90, 70, shade));
    Files.writeString(of.resolve(number + ".txt"), caption);
  }

  /** A fake OCR program that knows German, and whose behaviour the image decides. */
  private void writeOcr(String onImage) throws IOException {
    Path script = folder.resolve("ocr");
    Files.writeString(
        script,
        "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then\n"
            + "printf 'List of available languages (1):\\ndeu\\n'; exit 0; fi\n"
            + onImage);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void writeAll() throws IOException {
    Files.write(folder.resolve("joint.onnx"), OnnxModels.joint(WEIGHTS, ROWS));
    Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
    Path words = Files.writeString(folder.resolve("words.tsv"), WORDS);
    writeOcr("cat " + words);
    for (int i = 1; i <= 8; i++) {
      write("en", i, "picture of a mill, number " + i);
    }
    for (int i = 1; i <= 5; i++) {
      write("de", i, "Immer dieselbe Mühle");
    }
  }

  private String shards(Path out) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(out.resolve("shards"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tar")).sorted().toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void keepsTheBestPairsOfEachLanguageAndAddsOcrCaptions() throws IOException {
    writeAll();
    String recipe = RECIPE.replace("FOLDER", folder.toString());
    Path one = folder.resolve("out-one");
    Manifest manifest = ImageRuns.run(recipe, one, 1);
    assertThat(manifest.totals().input()).isEqualTo(13);
    assertThat(manifest.reasons().get("image-score")).isEqualTo(Map.of("image_text_share", 4L));
    assertThat(manifest.reasons().get("image-dedup")).isEqualTo(Map.of("repeated_caption", 2L));
    assertThat(manifest.totals().kept()).isEqualTo(7);
    // the model scores red images higher
    String shards = shards(one);
    assertThat(shards).contains("Eine Muehle").contains("\"ocr\"");
    for (int i = 1; i <= 8; i++) {
      assertThat(shards.contains("picture of a mill, number " + i)).as("" + i).isEqualTo(i > 4);
    }
    Path four = folder.resolve("out-four");
    ImageRuns.run(recipe, four, 4);
    for (String set : List.of("shards", "rejected", "verdicts")) {
      assertThat(Sample.hashes(four.resolve(set))).isEqualTo(Sample.hashes(one.resolve(set)));
    }
  }

  @Test
  void keepsThePairOfAnImageThatOcrCannotRead() throws IOException {
    write("en", 1, "picture of a mill");
    for (String problem : List.of("timeout", "unreadable")) {
      writeOcr(problem.equals("timeout") ? "exec tail -f /dev/null" : "exit 1");
      String recipe =
          """
          inputs: [image-folder: 'FOLDER/en/*']
          stages:
            - image-decode
            - image-ocr: {tesseract: {command: FOLDER/ocr, languages: [deu], timeout_seconds: 1}}
          output: {format: webdataset, shards: 1}
          """
              .replace("FOLDER", folder.toString());
      Path out = folder.resolve(problem);
      Manifest manifest = ImageRuns.run(recipe, out, 1);
      assertThat(manifest.totals().kept()).isEqualTo(1);
      String file = out.resolve(manifest.verdicts().get(0).path()).toString();
      try (VerdictReader reader = VerdictReader.open(BeamFile.at(file))) {
        assertThat(reader.next().orElseThrow().signals())
            .containsEntry("image-ocr." + problem, 1.0)
            .doesNotContainKey("image-ocr.words");
      }
    }
  }
}
