package io.millrace.rephrase.prompt;

import io.millrace.corpus.settings.LanguageCodes;
import io.millrace.rephrase.gate.AnswerKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A style with its instructions, as one file has them.
 *
 * @param tag name of the tags around answers, or ""
 * @param minItems fewest pairs, items, rows, turns or steps
 */
record StyleFile(Style style, String tag, int minItems, Map<String, Variant> variants) {

  /**
   * Instructions in one language, checked.
   *
   * @param preamble demanded first line, or "" for the frame's
   */
  record Variant(
      String system,
      String user,
      String preamble,
      Templates.Compiled systemTemplate,
      Templates.Compiled userTemplate) {}

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");
  private static final int MOST_TOKENS = 1 << 20;

  /**
   * @param text of the file
   * @param file its name, for messages
   * @throws PromptException naming the first error
   */
  static StyleFile read(String text, String file, Frames frames) {
    return new Reader(text, file, frames).read();
  }

  private static final class Reader {
    private final PromptFields fields;
    private final Templates.FileLines lines;
    private final Frames frames;

    Reader(String text, String file, Frames frames) {
      this.fields = new PromptFields(PromptYaml.read(text, file), "the style");
      this.lines = new Templates.FileLines(text);
      this.frames = frames;
    }

    StyleFile read() {
      String name = matching("style", null, NAME, "lower-case letters, digits and hyphens");
      String description = fields.needed("description");
      String source = fields.text("source", "");
      Style.Form form = fields.choice("form", Style.Form.PROSE, Style.Form.class);
      Style.Envelope envelope =
          fields.choice("envelope", Style.Envelope.NONE, Style.Envelope.class);
      String tag = matching("tag", "", TAG, "letters, digits, hyphens");
      if (tag.isEmpty() == (envelope == Style.Envelope.TAGS)) {
        throw new PromptException(
            fields.place(), "'tag' belongs to 'envelope: tags', and only to it");
      }
      AnswerKind kind = fields.choice("kind", kind(form), AnswerKind.class);
      int minItems = fields.whole("min_items", 1, 1, 1000);
      StyleLimits limits = limits();
      PromptFields sampling = fields.fields("sampling");
      double temperature = sampling.decimal("temperature", 0.5, 0, 2);
      double topP = sampling.decimal("top_p", 0.9, 0.01, 1);
      sampling.finish();
      boolean appended = fields.truth("appended", false);
      Map<String, Variant> variants = variants(form, envelope);
      fields.finish();
      Style style =
          new Style(
              name,
              description.strip(),
              source,
              form,
              envelope,
              kind,
              limits,
              temperature,
              topP,
              appended,
              new TreeSet<>(variants.keySet()));
      return new StyleFile(style, tag, minItems, variants);
    }

    private static AnswerKind kind(Style.Form form) {
      return switch (form) {
        case PROSE -> AnswerKind.REWRITE;
        case LIST, TABLE -> AnswerKind.CONDENSE;
        case QUESTIONS, DIALOGUE, STEPS -> AnswerKind.EXPAND;
      };
    }

    private String matching(String name, String otherwise, Pattern pattern, String what) {
      PromptYaml.Text node = fields.node(name);
      if (node == null) {
        return otherwise == null ? fields.needed(name) : otherwise;
      }
      if (!pattern.matcher(node.value()).matches()) {
        throw new PromptException(
            node.place(),
            "'" + name + "' is '" + PromptYaml.shown(node.value()) + "'; it may have " + what);
      }
      return node.value();
    }

    private StyleLimits limits() {
      PromptFields limits = fields.fields("limits");
      int output = limits.whole("output_tokens", 600, 1, MOST_TOKENS);
      StyleLimits read =
          new StyleLimits(
              limits.whole("input_tokens", 350, 1, MOST_TOKENS),
              output,
              limits.whole("document_min", 0, 0, MOST_TOKENS),
              limits.whole("passage_min", 10, 0, MOST_TOKENS),
              limits.whole("kept_min", 1, 0, MOST_TOKENS),
              limits.whole("kept_max", Math.max(1, output - 2), 1, MOST_TOKENS),
              limits.whole("joined_min", 0, 0, MOST_TOKENS));
      limits.finish();
      if (read.keptMin() > read.keptMax()) {
        throw new PromptException(limits.place(), "'kept_min' is above 'kept_max'");
      }
      return read;
    }

    private Map<String, Variant> variants(Style.Form form, Style.Envelope envelope) {
      PromptYaml.Mapping languages = fields.mapping("languages");
      Map<String, Variant> variants = new LinkedHashMap<>();
      languages
          .nodes()
          .forEach(
              (code, node) -> {
                if (!LanguageCodes.isCode(code)) {
                  throw new PromptException(
                      languages.keys().get(code),
                      "unknown language '"
                          + PromptYaml.shown(code)
                          + "'"
                          + LanguageCodes.hint(code));
                }
                PromptFields variant = new PromptFields(node, "language '" + code + "'");
                variants.put(code, variant(code, variant, form, envelope));
                variant.finish();
              });
      if (!variants.containsKey("en")) {
        throw new PromptException(
            languages.place(), "'languages' has no 'en', which all others fall back to");
      }
      return variants;
    }

    private Variant variant(
        String code, PromptFields fields, Style.Form form, Style.Envelope envelope) {
      PromptYaml.Text task = fields.node("task");
      PromptYaml.Text user = fields.node("user");
      PromptYaml.Text system = fields.node("system");
      if ((task == null) == (user == null)) {
        throw new PromptException(
            fields.place(), "language '" + code + "' needs either 'task' or 'user'");
      }
      if ((task != null || system == null) && !frames.has(code)) {
        throw new PromptException(
            fields.place(),
            "language '" + code + "' has no frame; give it 'system' and 'user' in full");
      }
      PromptYaml.Text place = task != null ? task : user;
      String userText =
          task != null ? frames.user(code, task.value(), form, envelope) : user.value();
      String systemText = system != null ? system.value() : frames.rules(code);
      Templates.Compiled compiled = Templates.compile(userText, place, lines);
      Templates.Compiled rules =
          Templates.compile(systemText, system != null ? system : place, lines);
      demand(compiled.names(), rules.names(), place, form, envelope);
      return new Variant(systemText, userText, fields.text("preamble", ""), rules, compiled);
    }

    private void demand(
        Set<String> user,
        Set<String> system,
        PromptYaml.Text place,
        Style.Form form,
        Style.Envelope envelope) {
      Set<String> needed = new TreeSet<>();
      switch (form) {
        case QUESTIONS -> needed.addAll(Set.of("question", "answer"));
        case DIALOGUE -> needed.addAll(Set.of("user", "assistant"));
        default -> {}
      }
      switch (envelope) {
        case PREAMBLE -> needed.add("preamble");
        case TAGS -> needed.add("tag");
        default -> {}
      }
      needed.removeAll(system);
      needed.add("text");
      needed.removeAll(user);
      if (!needed.isEmpty()) {
        throw new PromptException(
            place.place(), "{{" + String.join("}}, {{", needed) + "}} is missing in the template");
      }
    }
  }
}
