package io.millrace.langid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorFactory;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageSample;
import opennlp.tools.util.CollectionObjectStream;
import opennlp.tools.util.TrainingParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelTest {

  private static final Map<String, String> TEXTS =
      Map.of(
          "deu", "Der Fluss ist breit und das Wasser fließt ruhig durch die alte Stadt.",
          "eng", "The river is wide and the water flows quietly through the old town.",
          "cmn", "这条河很宽，河水静静地流过古老的城市。",
          "est", "Jõgi on lai ja vesi voolab vaikselt läbi vana linna.",
          "ekk", "Vana linna läbib lai jõgi ja selle vesi voolab vaikselt.",
          "war", "An salog halapad ngan an tubig mahinay nga naagos ha daan nga bungto.");

  @TempDir private static Path folder;
  private static Path file;

  @BeforeAll
  static void train() throws IOException {
    List<LanguageSample> samples = new ArrayList<>();
    for (String code : TEXTS.keySet().stream().sorted().toList()) {
      samples.add(new LanguageSample(new Language(code), TEXTS.get(code)));
    }
    TrainingParameters parameters = new TrainingParameters();
    parameters.put(TrainingParameters.CUTOFF_PARAM, 0);
    parameters.put(TrainingParameters.ITERATIONS_PARAM, 50);
    file = folder.resolve("detector.bin");
    LanguageDetectorME.train(
            new CollectionObjectStream<>(samples), parameters, new LanguageDetectorFactory())
        .serialize(file);
  }

  private static LanguageIdentifier.Prediction identify(String text) throws IOException {
    return LanguageModel.read(file).identifier().identify(text);
  }

  @Test
  void labelsOfOpenNlpAreMappedToThoseOfLid176() throws IOException {
    assertThat(identify(TEXTS.get("deu")).language()).isEqualTo("de");
    assertThat(identify(TEXTS.get("eng")).language()).isEqualTo("en");
    assertThat(identify(TEXTS.get("cmn")).language()).isEqualTo("zh");
    assertThat(identify(TEXTS.get("war")).language()).isEqualTo("war");
  }

  @Test
  void scoresOfTwoLabelsOfOneLanguageAreAdded() throws IOException {
    LanguageIdentifier.Prediction both = identify(TEXTS.get("est") + " " + TEXTS.get("ekk"));
    assertThat(both.language()).isEqualTo("et");
    assertThat(both.score()).isBetween(.8, 1.0);
  }

  @Test
  void aTextWithoutWordsHasNoLanguage() throws IOException {
    assertThat(identify("")).isEqualTo(new LanguageIdentifier.Prediction("", 0));
    assertThat(identify("1 2 3 \uD83D\uDE00")).isEqualTo(new LanguageIdentifier.Prediction("", 0));
  }

  @Test
  void onlyTheBeginningOfALongTextIsRead() throws IOException {
    String german = TEXTS.get("deu").repeat(200);
    assertThat(identify(german + TEXTS.get("cmn").repeat(2_000)))
        .isEqualTo(identify(german.substring(0, 10_000)));
    String pairs = "a" + "\uD83D\uDE00".repeat(10_000);
    assertThat(identify(pairs).score()).isBetween(0.0, 1.0);
  }

  @Test
  void theSameFileIsReadOnce() throws IOException {
    assertThat(LanguageModel.read(file)).isSameAs(LanguageModel.read(file));
    Path other = Files.copy(file, folder.resolve("other.bin"));
    assertThat(LanguageModel.read(other)).isNotSameAs(LanguageModel.read(file));
  }

  @Test
  void messageNamesAFileOfAnotherFormat() throws IOException {
    Path text = Files.write(folder.resolve("a.txt"), "text".getBytes(UTF_8));
    assertThatThrownBy(() -> LanguageModel.read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(text + ": not a fastText model");
    Path zip = Files.write(folder.resolve("a.zip"), "PK and no archive".getBytes(UTF_8));
    assertThatThrownBy(() -> LanguageModel.read(zip))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(zip + ": not a language detector of OpenNLP: ");
  }
}
