package io.millrace.rephrase.prompt;

import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all styles share in a language: rules of conduct, how to say what shape an answer has, the
 * markers, and what talk to strip. Read from {@code frame.yaml}.
 */
final class Frames {

  private static final String FALLBACK = "en";

  /** Texts that a language with instructions must have. */
  private static final List<String> TEXTS =
      List.of(
          "name",
          "title",
          "preamble",
          "rules",
          "preamble_rule",
          "tags_rule",
          "questions_rule",
          "list_rule",
          "table_rule",
          "dialogue_rule",
          "steps_rule");

  private static final List<String> MARKERS = List.of("question", "answer", "user", "assistant");

  private final SortedMap<String, Map<String, String>> texts = new TreeMap<>();
  private final SortedMap<String, Markers> markers = new TreeMap<>();
  private final Words words;

  Frames(PromptYaml.Mapping root) {
    List<String> openers = new ArrayList<>();
    List<String> preambles = new ArrayList<>();
    PromptFields fields = new PromptFields(root, "the frame");
    fields
        .mapping("languages")
        .nodes()
        .forEach(
            (code, node) -> {
              PromptFields language = new PromptFields(node, "language '" + code + "'");
              Map<String, String> own = new TreeMap<>();
              TEXTS.forEach(name -> own.put(name, language.needed(name)));
              texts.put(code, own);
              markers.put(code, markers(language));
              preambles.add(own.get("preamble"));
              openers.addAll(language.texts("openers"));
              language.finish();
            });
    fields
        .mapping("markers")
        .nodes()
        .forEach(
            (code, node) -> {
              PromptFields language = new PromptFields(node, "language '" + code + "'");
              markers.put(code, markers(language));
              language.finish();
            });
    fields.finish();
    words = new Words(markers.values(), openers, preambles);
  }

  private static Markers markers(PromptFields language) {
    List<String> all = MARKERS.stream().map(language::needed).toList();
    return new Markers(all.get(0), all.get(1), all.get(2), all.get(3));
  }

  Words words() {
    return words;
  }

  boolean has(String language) {
    return texts.containsKey(language);
  }

  /** The markers of a language, the English ones when it has none. */
  Markers markers(String language) {
    return markers.getOrDefault(language, markers.get(FALLBACK));
  }

  String preamble(String language) {
    return texts.getOrDefault(language, texts.get(FALLBACK)).get("preamble");
  }

  /** A language's name in the language of the instructions. */
  String name(String language, String instructions) {
    if (language.equals(instructions) && has(language)) {
      return texts.get(language).get("name");
    }
    String name = new ULocale(language).getDisplayLanguage(ULocale.ENGLISH);
    return name.isEmpty() || name.equals(language) ? "the language of the text" : name;
  }

  String rules(String instructions) {
    return texts.get(instructions).get("rules");
  }

  /** The user's message around a style's task. */
  String user(String instructions, String task, Style.Form form, Style.Envelope envelope) {
    Map<String, String> own = texts.get(instructions);
    StringBuilder user = new StringBuilder(task.strip());
    switch (form) {
      case PROSE -> {}
      case QUESTIONS -> add(user, own.get("questions_rule"));
      case LIST -> add(user, own.get("list_rule"));
      case TABLE -> add(user, own.get("table_rule"));
      case DIALOGUE -> add(user, own.get("dialogue_rule"));
      case STEPS -> add(user, own.get("steps_rule"));
    }
    switch (envelope) {
      case NONE -> {}
      case PREAMBLE -> add(user, own.get("preamble_rule"));
      case TAGS -> add(user, own.get("tags_rule"));
    }
    user.append("\n\n{{#title}}").append(own.get("title")).append(": {{title}}\n{{/title}}");
    return user.append("<text>\n{{text}}\n</text>").toString();
  }

  private static void add(StringBuilder user, String rule) {
    user.append("\n\n").append(rule.strip());
  }
}
