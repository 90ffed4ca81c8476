package io.millrace.rephrase.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.Wording;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles Mustache templates with only the known placeholders: no HTML escaping, no other files,
 * no access to Java objects.
 */
final class Templates {

  /** All names that a template may use. */
  static final Set<String> PLACEHOLDERS =
      Set.of("text title language question answer user assistant preamble tag".split(" "));

  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .escapeHTML(false)
          .emptyStringIsFalse(true)
          .withLoader(
              name -> {
                throw new MustacheException("'" + name + "' would be another file");
              });

  private Templates() {}

  /** A template with the names it uses. */
  record Compiled(Template template, Set<String> names) {}

  /**
   * @param place of the text, for messages
   * @throws ConfigException with the place of the error
   */
  static Compiled compile(String template, Place place, FileLines lines) {
    try {
      Template compiled = COMPILER.compile(template);
      Set<String> names = new TreeSet<>();
      compiled.visit(new Names(names, place, lines));
      return new Compiled(compiled, names);
    } catch (ConfigException e) {
      throw e;
    } catch (MustacheException e) {
      String message = String.valueOf(e.getMessage()).replaceAll(" ?@ line.*|\\[line.*", "");
      throw new ConfigException(
          lines.find(place, "{{"), "not a template: " + Wording.show(message));
    }
  }

  /** Finds places in a file. */
  static final class FileLines {
    private final String[] lines;

    FileLines(String text) {
      lines = text.split("\n", -1);
    }

    /** Place of the first occurrence at or after a place; the place itself if there is none. */
    Place find(Place from, String part) {
      Pattern pattern = Pattern.compile(Pattern.quote(part));
      for (int line = from.line() - 1; line < lines.length; line++) {
        Matcher matcher = pattern.matcher(lines[line]);
        if (matcher.find(
            line == from.line() - 1 ? Math.min(from.column() - 1, lines[line].length()) : 0)) {
          int column = lines[line].codePointCount(0, matcher.start()) + 1;
          return new Place(from.source(), line + 1, column);
        }
      }
      return from;
    }
  }

  private record Names(Set<String> names, Place place, FileLines lines)
      implements Mustache.Visitor {

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
      take(name);
    }

    @Override
    public boolean visitInclude(String name) {
      throw new ConfigException(lines.find(place, ">" + name), "templates cannot include others");
    }

    @Override
    public boolean visitSection(String name) {
      take(name);
      return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
      take(name);
      return true;
    }

    private void take(String name) {
      if (!PLACEHOLDERS.contains(name)) {
        throw new ConfigException(
            lines.find(place, name),
            "unknown placeholder '"
                + Wording.show(name)
                + "'; there are "
                + String.join(", ", new TreeSet<>(PLACEHOLDERS)));
      }
      names.add(name);
    }
  }
}
