package io.millrace.pipelines.calibrate;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tdunning.math.stats.MergingDigest;
import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.corpus.DropReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {

  private static final List<Rule> RULES =
      List.of(
          Rule.atLeast(DropReason.CULTURAX_WORDS, "words", PerLanguage.of(0)),
          Rule.atMost(DropReason.CULTURAX_SHORT_LINES, "short_lines", PerLanguage.of(1)));

  @Test
  void floorsAreLowPercentilesAndCeilingsHighOnes() {
    Calibration learnt = Calibration.learn("hash", digests(), RULES, new TreeMap<>(), 10, 100);
    assertThat(learnt.thresholds().get("words").get("de")).isCloseTo(100, within(5.0));
    assertThat(learnt.thresholds().get("short_lines").get("de")).isCloseTo(900, within(5.0));
    assertThat(learnt.documents()).containsExactly(entry("de", 1000L));
  }

  @Test
  void reportsLanguagesWithoutThresholds() {
    Calibration learnt = Calibration.learn("hash", digests(), RULES, new TreeMap<>(), 10, 100);
    SortedMap<String, String> leftOut =
        learnt.leftOut(digests(), Set.of("de", "sv", "fra", "it"), 100);
    assertThat(leftOut)
        .containsExactly(
            entry("fra", "it is not a language code; did you mean 'fr'?"),
            entry("it", "0 documents were measured, fewer than 100"),
            entry("sv", "99 documents were measured, fewer than 100"),
            entry("und", "500 documents have no language"));
  }

  @Test
  void rejectsAFileWithAnUnknownLanguage(@TempDir Path folder) throws IOException {
    Calibration learnt = Calibration.learn("hash", digests(), RULES, new TreeMap<>(), 10, 100);
    String json = new String(learnt.toBytes(), StandardCharsets.UTF_8);
    Path file = Files.writeString(folder.resolve("c.json"), json.replace("\"de\"", "\"german\""));
    assertThatThrownBy(() -> Calibration.read(file))
        .hasMessage(
            "calibration file '" + file + "': unknown language 'german'; did you mean 'de'?");
  }

  @Test
  void fileRoundTrips(@TempDir Path folder) throws IOException {
    SortedMap<String, List<String>> stopWords = new TreeMap<>();
    stopWords.put("sv", List.of("ein", "zwei"));
    Calibration learnt = Calibration.learn("hash", digests(), RULES, stopWords, 10, 100);
    Path file = Files.write(folder.resolve("calibration.json"), learnt.toBytes());
    assertThat(Calibration.read(file)).isEqualTo(learnt);
    PerLanguage words = Calibration.read(file).perLanguage().get("words");
    assertThat(words.byDefault()).isNaN();
    assertThat(words.of("de")).isCloseTo(100, within(5.0));
  }

  @Test
  void rejectsOtherFilesByName(@TempDir Path folder) throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"format_version\": 7}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    Path odd =
        Files.writeString(folder.resolve("odd.json"), "{\"format_version\":1,\"thresholds\":[1]}");
    for (Path file : List.of(other, broken, odd, folder.resolve("missing.json"))) {
      assertThatThrownBy(() -> Calibration.read(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  private static SortedMap<String, SortedMap<String, MergingDigest>> digests() {
    SortedMap<String, SortedMap<String, MergingDigest>> digests = new TreeMap<>();
    for (String signal : List.of("words", "short_lines")) {
      SortedMap<String, MergingDigest> languages = new TreeMap<>();
      languages.put("de", digest(1000));
      languages.put("sv", digest(99));
      languages.put("fra", digest(300));
      languages.put("", digest(500));
      digests.put("culturax." + signal, languages);
    }
    return digests;
  }

  private static MergingDigest digest(int documents) {
    MergingDigest digest = new MergingDigest(200);
    for (int i = 1; i <= documents; i++) {
      digest.add(i);
    }
    return digest;
  }
}
