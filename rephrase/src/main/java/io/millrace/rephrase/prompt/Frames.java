package io.millrace.rephrase.prompt;

import com.ibm.icu.util.ULocale;
import io.millrace.corpus.config.SettingsBinder;
import io.millrace.corpus.config.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts of a language that all styles share: general rules, descriptions of shapes, markers, and
 * phrases to strip from answers. From {@code frame.yaml}.
 */
final class Frames {

  private static final String FALLBACK = "en";

  private final SortedMap<String, FrameSettings.Language> texts;
  private final SortedMap<String, Markers> markers;
  private final Words words;

  Frames(String text, String file) {
    FrameSettings settings =
        SettingsBinder.bind(FrameSettings.class, "the frame", Yaml.parse(text, file));
    texts = settings.languages();
    markers = new TreeMap<>(settings.markers());
    List<String> openers = new ArrayList<>();
    List<String> preambles = new ArrayList<>();
    texts.forEach(
        (code, language) -> {
          markers.put(code, language.markers());
          preambles.add(language.preamble());
          openers.addAll(language.openers());
        });
    words = new Words(markers.values(), openers, preambles);
  }

  Words words() {
    return words;
  }

  boolean has(String language) {
    return texts.containsKey(language);
  }

  /** Markers of a language, or the English ones. */
  Markers markers(String language) {
    return markers.getOrDefault(language, markers.get(FALLBACK));
  }

  String preamble(String language) {
    return texts.getOrDefault(language, texts.get(FALLBACK)).preamble();
  }

  /** Name of a language in the language of the instructions. */
  String name(String language, String instructions) {
    if (language.equals(instructions) && has(language)) {
      return texts.get(language).name();
    }
    String name = new ULocale(language).getDisplayLanguage(ULocale.ENGLISH);
    return name.isEmpty() || name.equals(language) ? "the language of the text" : name;
  }

  String rules(String instructions) {
    return texts.get(instructions).rules();
  }

  /** The message of the user for the task of a style. */
  String user(String instructions, String task, Style.Form form, Style.Envelope envelope) {
    FrameSettings.Language own = texts.get(instructions);
    StringBuilder user = new StringBuilder(task.strip());
    switch (form) {
      case PROSE -> {}
      case QUESTIONS -> add(user, own.questionsRule());
      case LIST -> add(user, own.listRule());
      case TABLE -> add(user, own.tableRule());
      case DIALOGUE -> add(user, own.dialogueRule());
      case STEPS -> add(user, own.stepsRule());
    }
    switch (envelope) {
      case NONE -> {}
      case PREAMBLE -> add(user, own.preambleRule());
      case TAGS -> add(user, own.tagsRule());
    }
    user.append("\n\n{{#title}}").append(own.title()).append(": {{title}}\n{{/title}}");
    return user.append("<text>\n{{text}}\n</text>").toString();
  }

  private static void add(StringBuilder user, String rule) {
    user.append("\n\n").append(rule.strip());
  }
}
