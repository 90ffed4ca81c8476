package io.millrace.rephrase.prompt;

import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.SettingsBinder;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.config.Yaml;
import io.millrace.rephrase.gate.AnswerKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A style with its instructions, from one file.
 *
 * @param tag name of the tags around answers, or ""
 * @param minItems fewest pairs, items, rows, turns or steps
 */
record StyleFile(Style style, String tag, int minItems, Map<String, Variant> variants) {

  /**
   * Instructions in one language, checked.
   *
   * @param preamble required first line, or "" for that of the frame
   */
  record Variant(
      String system,
      String user,
      String preamble,
      Templates.Compiled systemTemplate,
      Templates.Compiled userTemplate) {}

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");

  /**
   * @param text of the file
   * @param file name of the file, for messages
   * @throws ConfigException with all invalid settings, or the first error in a template
   */
  static StyleFile read(String text, String file, Frames frames) {
    return new Reader(text, file, frames).read();
  }

  private static final class Reader {
    private final Yaml root;
    private final StyleSettings settings;
    private final Templates.FileLines lines;
    private final Frames frames;

    Reader(String text, String file, Frames frames) {
      this.root = Yaml.parse(text, file);
      this.settings = SettingsBinder.bind(StyleSettings.class, "the style", root);
      this.lines = new Templates.FileLines(text);
      this.frames = frames;
    }

    StyleFile read() {
      check("style", settings.style(), NAME, "lower-case letters, digits and hyphens");
      if (settings.description().isBlank()) {
        throw new ConfigException(root.place(), "the style needs 'description'");
      }
      if (settings.tag().isEmpty() == (settings.envelope() == Style.Envelope.TAGS)) {
        throw new ConfigException(
            root.place(), "'tag' belongs to 'envelope: tags', and only to it");
      }
      if (!settings.tag().isEmpty()) {
        check("tag", settings.tag(), TAG, "letters, digits, hyphens");
      }
      StyleLimits limits = settings.limits();
      if (root.at("limits", "kept_max").isEmpty()) {
        limits = limits.withUsualKeptMax();
      }
      if (limits.keptMin() > limits.keptMax()) {
        throw new ConfigException(place("limits"), "'kept_min' is above 'kept_max'");
      }
      Map<String, Variant> variants = variants();
      Style style =
          new Style(
              settings.style(),
              settings.description().strip(),
              settings.source(),
              settings.form(),
              settings.envelope(),
              root.at("kind").isPresent() ? settings.kind() : kind(settings.form()),
              limits,
              settings.sampling().temperature(),
              settings.sampling().topP(),
              settings.appended(),
              new TreeSet<>(variants.keySet()));
      return new StyleFile(style, settings.tag(), settings.minItems(), variants);
    }

    /** Place of a setting, or of the start of the file when it is missing. */
    private Place place(String... path) {
      return root.at(path).orElse(root).place();
    }

    private static AnswerKind kind(Style.Form form) {
      return switch (form) {
        case PROSE -> AnswerKind.REWRITE;
        case LIST, TABLE -> AnswerKind.CONDENSE;
        case QUESTIONS, DIALOGUE, STEPS -> AnswerKind.EXPAND;
      };
    }

    private void check(String name, String value, Pattern pattern, String what) {
      if (value.isEmpty()) {
        throw new ConfigException(root.place(), "the style needs '" + name + "'");
      }
      if (!pattern.matcher(value).matches()) {
        throw new ConfigException(
            place(name), "'" + name + "' is '" + Wording.show(value) + "'; it may have " + what);
      }
    }

    private Map<String, Variant> variants() {
      if (settings.languages().isEmpty()) {
        throw new ConfigException(root.place(), "the style needs 'languages'");
      }
      Map<String, Variant> variants = new TreeMap<>();
      settings.languages().forEach((code, own) -> variants.put(code, variant(code, own)));
      if (!variants.containsKey("en")) {
        throw new ConfigException(
            place("languages"), "'languages' has no 'en', which all others fall back to");
      }
      return variants;
    }

    private Variant variant(String code, StyleSettings.Instruction own) {
      boolean framed = !own.task().isBlank();
      Place whole = place("languages", code);
      if (framed == !own.user().isBlank()) {
        throw new ConfigException(whole, "language '" + code + "' needs either 'task' or 'user'");
      }
      if ((framed || own.system().isBlank()) && !frames.has(code)) {
        throw new ConfigException(
            whole, "language '" + code + "' has no frame; give it 'system' and 'user' in full");
      }
      Place place = place("languages", code, framed ? "task" : "user");
      String user =
          framed ? frames.user(code, own.task(), settings.form(), settings.envelope()) : own.user();
      boolean ownRules = !own.system().isBlank();
      String system = ownRules ? own.system() : frames.rules(code);
      Templates.Compiled compiled = Templates.compile(user, place, lines);
      Templates.Compiled rules =
          Templates.compile(system, ownRules ? place("languages", code, "system") : place, lines);
      demand(compiled.names(), rules.names(), place);
      return new Variant(system, user, own.preamble(), rules, compiled);
    }

    private void demand(Set<String> user, Set<String> system, Place place) {
      Set<String> needed = new TreeSet<>();
      switch (settings.form()) {
        case QUESTIONS -> needed.addAll(Set.of("question", "answer"));
        case DIALOGUE -> needed.addAll(Set.of("user", "assistant"));
        default -> {}
      }
      switch (settings.envelope()) {
        case PREAMBLE -> needed.add("preamble");
        case TAGS -> needed.add("tag");
        default -> {}
      }
      needed.removeAll(system);
      needed.add("text");
      needed.removeAll(user);
      if (!needed.isEmpty()) {
        throw new ConfigException(
            place, "{{" + String.join("}}, {{", needed) + "}} is missing in the template");
      }
    }
  }
}
