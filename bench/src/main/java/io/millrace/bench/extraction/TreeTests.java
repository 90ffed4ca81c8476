package io.millrace.bench.extraction;

import io.millrace.extract.html.CharacterData;
import io.millrace.extract.html.Comment;
import io.millrace.extract.html.Doctype;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlTreeParser;
import io.millrace.extract.html.Limits;
import io.millrace.extract.html.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the HTML parser on tests in the format of html5lib: {@code TreeTests FOLDER [FILE...]}.
 * Prints the number of correct trees by file, then each page with a wrong tree, with both trees.
 *
 * <p>Expected trees are adapted to deliberate deviations of the parser from the standard (decision
 * 4): element names of SVG and MathML are in lower case and without a prefix, and the content of a
 * template is below it. Not run, but counted: fragments in elements other than {@code div}, and
 * pages whose tree depends on scripts.
 */
public final class TreeTests {

  private static final Limits LIMITS = new Limits(1 << 20, 1 << 20, 256);

  /** A page, its parsing context, and the expected tree. */
  private record Case(String page, String context, boolean withoutScripts, List<String> tree) {}

  private TreeTests() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(arguments[0]))) {
      files = found.filter(file -> file.toString().endsWith(".dat")).sorted().toList();
    }
    int right = 0;
    int run = 0;
    int left = 0;
    StringBuilder others = new StringBuilder();
    for (Path file : files) {
      int rightHere = 0;
      int runHere = 0;
      boolean scripted = file.getParent().endsWith("scripted");
      for (Case test : read(Files.readString(file))) {
        if (scripted
            || test.withoutScripts
            || !test.context.isEmpty() && !test.context.equals("div")) {
          left++;
          continue;
        }
        runHere++;
        List<String> tree = tree(test);
        if (tree.equals(expected(test.tree))) {
          rightHere++;
        } else {
          others.append(difference(file, test, tree));
        }
      }
      say("%-48s %4d of %4d%n", file.getFileName(), rightHere, runHere);
      right += rightHere;
      run += runHere;
    }
    say("%s%d of %d right, %d not run%n", others, right, run, left);
  }

  private static void say(String format, Object... values) {
    System.out.print(String.format(Locale.ROOT, format, values));
  }

  private static List<Case> read(String file) {
    List<Case> cases = new ArrayList<>();
    for (String part : ("\n" + file).split("\n#data\n")) {
      int errors = ("\n" + part).indexOf("\n#errors");
      int document = part.indexOf("\n#document\n");
      if (errors < 0 || document < 0) {
        continue;
      }
      String middle = part.substring(errors, document + 1);
      int fragment = middle.indexOf("#document-fragment\n");
      String context = fragment < 0 ? "" : middle.substring(fragment + 19).split("\n")[0];
      cases.add(
          new Case(
              part.substring(0, Math.max(0, errors - 1)),
              context,
              middle.contains("#script-off"),
              lines(part.substring(document + 11))));
    }
    return cases;
  }

  /** The lines of a tree, joining texts with several lines. */
  private static List<String> lines(String tree) {
    List<String> lines = new ArrayList<>();
    for (String line : tree.stripTrailing().split("\n")) {
      if (line.startsWith("| ")) {
        lines.add(line);
      } else if (!lines.isEmpty()) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "\n" + line);
      }
    }
    return lines;
  }

  /** The expected tree, adapted to the deviations of the parser. */
  private static List<String> expected(List<String> tree) {
    List<String> result = new ArrayList<>();
    int attributes = 0;
    int[] contents = new int[tree.size()];
    int open = 0;
    for (String line : tree) {
      int depth = depth(line);
      while (open > 0 && depth <= contents[open - 1]) {
        open--;
      }
      String what = line.substring(2 + depth);
      if (what.equals("content")) {
        contents[open++] = depth;
        continue;
      }
      if (what.startsWith("<") && !what.startsWith("<!")) {
        what = what.replaceFirst("^<(svg|math) ", "<").toLowerCase(Locale.ROOT);
      } else if (!what.startsWith("<") && !what.startsWith("\"")) {
        int value = what.indexOf("=\"");
        String name = what.substring(0, value).replaceFirst("^(xlink|xml|xmlns) ", "$1:");
        what = name.toLowerCase(Locale.ROOT) + what.substring(value);
      }
      boolean attribute = !what.startsWith("<") && !what.startsWith("\"");
      attributes = attribute ? attributes + 1 : 0;
      result.add("| " + " ".repeat(depth - 2 * open) + what);
      result.subList(result.size() - attributes, result.size()).sort(null);
    }
    return result;
  }

  private static int depth(String line) {
    int depth = 2;
    while (depth < line.length() && line.charAt(depth) == ' ') {
      depth++;
    }
    return depth - 2;
  }

  private static List<String> tree(Case test) {
    Element root =
        test.context.isEmpty()
            ? HtmlTreeParser.parse(test.page, LIMITS)
            : HtmlTreeParser.parseFragment(test.page, LIMITS);
    List<String> lines = new ArrayList<>();
    for (Node node = root.firstChild(); node != null; node = node.following(root)) {
      int depth = 0;
      for (Node up = node.parent(); up != root; up = up.parent()) {
        depth++;
      }
      add(lines, "| " + "  ".repeat(depth), node);
    }
    return lines;
  }

  private static void add(List<String> lines, String indent, Node node) {
    if (node instanceof Element element) {
      lines.add(indent + "<" + element.normalName() + ">");
      TreeMap<String, String> attributes = new TreeMap<>();
      for (int i = 0; i < element.attributesSize(); i++) {
        attributes.put(element.attributeName(i), element.attributeValue(i));
      }
      attributes.forEach((name, value) -> lines.add(indent + "  " + name + "=\"" + value + "\""));
    } else if (node instanceof Doctype type) {
      boolean ids = !type.publicId().isEmpty() || !type.systemId().isEmpty();
      String rest = ids ? " \"" + type.publicId() + "\" \"" + type.systemId() + "\"" : "";
      lines.add(indent + "<!DOCTYPE " + type.name() + rest + ">");
    } else if (node instanceof Comment comment) {
      lines.add(indent + "<!-- " + comment.wholeText() + " -->");
    } else if (node instanceof CharacterData text) {
      String start = indent + "\"";
      int last = lines.size() - 1;
      // the parser may have two adjacent text nodes where the standard has one
      if (last >= 0 && lines.get(last).startsWith(start)) {
        String before = lines.get(last);
        lines.set(last, before.substring(0, before.length() - 1) + text.wholeText() + "\"");
      } else {
        lines.add(start + text.wholeText() + "\"");
      }
    }
  }

  private static String difference(Path file, Case test, List<String> tree) {
    return String.join(
            "\n",
            Arrays.asList(
                "",
                file.getFileName() + ": " + test.page,
                "expected",
                String.join("\n", expected(test.tree)),
                "ours",
                String.join("\n", tree)))
        + "\n";
  }
}
