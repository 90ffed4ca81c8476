package io.millrace.langid;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * A language detector of Apache OpenNLP: maximum entropy over character n-grams. Its labels are
 * mapped to those of lid.176, so that filters need not know which model ran.
 */
final class OpenNlpModel implements LanguageModel {

  /** Characters that are read, as in OpenNLP's own probing; more do not change the result. */
  private static final int MOST_CHARS = 10_000;

  private static final LanguageIdentifier.Prediction NONE =
      new LanguageIdentifier.Prediction("", 0);

  /** Obsolete ISO 639 codes that Java still lists beside the current ones. */
  private static final Set<String> OBSOLETE = Set.of("in", "iw", "ji");

  /** Labels that ISO 639-3 lists under another code, with the label of lid.176. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "cmn", "zh", "ekk", "et", "gsw", "als", "lvs", "lv", "nob", "no", "pes", "fa", "plt",
          "mg");

  private static final Map<String, String> CODES = codes();

  /** The model read last: reading takes a second, and each worker reads the same file. */
  private static Read last =
      new Read(Path.of(""), 0, FileTime.fromMillis(0), new SoftReference<>(null));

  private record Read(Path file, long bytes, FileTime modified, SoftReference<OpenNlpModel> model) {
    boolean isOf(Path other, long size, FileTime time) {
      return file.equals(other) && bytes == size && modified.equals(time);
    }
  }

  private final LanguageDetectorModel model;

  private OpenNlpModel(LanguageDetectorModel model) {
    this.model = model;
  }

  static synchronized OpenNlpModel read(Path given) throws IOException {
    Path file = given.toRealPath();
    long bytes = Files.size(file);
    FileTime modified = Files.getLastModifiedTime(file);
    OpenNlpModel known = last.isOf(file, bytes, modified) ? last.model().get() : null;
    if (known != null) {
      return known;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      OpenNlpModel model = new OpenNlpModel(new LanguageDetectorModel(in));
      last = new Read(file, bytes, modified, new SoftReference<>(model));
      return model;
    } catch (IOException | RuntimeException e) { // the library's exceptions vary
      throw new IOException(given + ": not a language detector of OpenNLP: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      if (!OBSOLETE.contains(code)) {
        codes.put(Locale.forLanguageTag(code).getISO3Language(), code);
      }
    }
    codes.putAll(OTHER_NAMES);
    return codes;
  }

  @Override
  public LanguageIdentifier identifier() {
    LanguageDetectorME detector = new LanguageDetectorME(model);
    return text -> identify(detector, text);
  }

  @Override
  public List<String> labels() {
    return Stream.of(new LanguageDetectorME(model).getSupportedLanguages())
        .map(label -> CODES.getOrDefault(label, label))
        .distinct()
        .toList();
  }

  private static LanguageIdentifier.Prediction identify(LanguageDetectorME detector, String text) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return NONE;
    }
    int end = Math.min(text.length(), MOST_CHARS);
    boolean splitsPair = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    Language[] found = detector.predictLanguages(text.substring(0, splitsPair ? end - 1 : end));
    // two labels can mean the same language: Estonian is 'est' and 'ekk'
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Language each : found) {
      scores.merge(
          CODES.getOrDefault(each.getLang(), each.getLang()), each.getConfidence(), Double::sum);
    }
    Map.Entry<String, Double> best =
        scores.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return new LanguageIdentifier.Prediction(best.getKey(), Math.min(1, best.getValue()));
  }
}
