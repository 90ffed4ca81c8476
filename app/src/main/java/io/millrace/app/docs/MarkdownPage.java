package io.millrace.app.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A page of the documentation: its links, anchors, blocks of code and words. */
final class MarkdownPage {

  private static final Pattern GENERATED =
      Pattern.compile("(?s)<!-- ([\\w-]+)(?::[\\w-]+)? -->\n.*?<!-- /\\1 -->");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--\\s*(.*?)\\s*-->");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern SOURCE = Pattern.compile("src(?:set)?=\"([^\"]+)\"");
  private static final Pattern SAVE_AS = Pattern.compile("Save this as ([\\w./-]+)");
  private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}_ -]");

  private final Path file;
  private final String source;
  private final List<String> targets = new ArrayList<>();
  private final Set<String> anchors = new HashSet<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();

  /**
   * A fenced block of code.
   *
   * @param language first word behind the fence, or ""
   * @param mark text of the HTML comment right before the fence, or ""
   * @param file path in "Save this as `path`" of the paragraph right before the fence, or ""
   */
  record Block(String language, String mark, String file, String text) {}

  private MarkdownPage(Path file, String source) {
    this.file = file;
    this.source = source;
    Parser.builder()
        .extensions(List.of(TablesExtension.create()))
        .build()
        .parse(source)
        .accept(new Collector());
  }

  static MarkdownPage read(Path file) throws IOException {
    return new MarkdownPage(file, Files.readString(file));
  }

  Path file() {
    return file;
  }

  /** Targets of links and images, as they are written. */
  List<String> targets() {
    return targets;
  }

  /** Anchors of the headings, as GitHub makes them. */
  Set<String> anchors() {
    return anchors;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Texts of the HTML comments between blocks. */
  List<String> comments() {
    return comments;
  }

  /** Words of the text: not of generated tables, blocks of code, comments and table rules. */
  int words() {
    String written = GENERATED.matcher(source).replaceAll(" ");
    written = CODE.matcher(written).replaceAll(" ");
    written = COMMENT.matcher(written).replaceAll(" ");
    return (int)
        Arrays.stream(written.split("\\s+")).filter(word -> WORD.matcher(word).find()).count();
  }

  private final class Collector extends AbstractVisitor {

    private final Map<String, Integer> seen = new HashMap<>();

    @Override
    public void visit(Heading heading) {
      StringBuilder text = new StringBuilder();
      collect(heading, text);
      String anchor =
          NO_ANCHOR
              .matcher(text.toString().toLowerCase(Locale.ROOT).strip())
              .replaceAll("")
              .replace(' ', '-');
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + '-' + before);
      visitChildren(heading);
    }

    private void collect(Node node, StringBuilder text) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        if (child instanceof Text words) {
          text.append(words.getLiteral());
        } else if (child instanceof Code code) {
          text.append(code.getLiteral());
        } else {
          collect(child, text);
        }
      }
    }

    @Override
    public void visit(Link link) {
      targets.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      targets.add(image.getDestination());
      visitChildren(image);
    }

    @Override
    public void visit(HtmlBlock html) {
      comment(html).ifPresentOrElse(comments::add, () -> sources(html.getLiteral()));
    }

    @Override
    public void visit(HtmlInline html) {
      sources(html.getLiteral());
    }

    /** Addresses of images in HTML, such as those of pictures for light and dark pages. */
    private void sources(String html) {
      Matcher source = SOURCE.matcher(html);
      while (source.find()) {
        targets.add(source.group(1));
      }
    }

    @Override
    public void visit(FencedCodeBlock block) {
      String info = block.getInfo() == null ? "" : block.getInfo().strip();
      String mark = block.getPrevious() instanceof HtmlBlock html ? comment(html).orElse("") : "";
      StringBuilder before = new StringBuilder();
      if (block.getPrevious() instanceof Paragraph paragraph) {
        collect(paragraph, before);
      }
      Matcher saved = SAVE_AS.matcher(before);
      String savedAs = saved.find() ? saved.group(1).replaceFirst("[.]+$", "") : "";
      blocks.add(new Block(info.split(" ")[0], mark, savedAs, block.getLiteral()));
    }

    private static Optional<String> comment(HtmlBlock html) {
      Matcher comment = COMMENT.matcher(html.getLiteral().strip());
      return comment.matches() ? Optional.of(comment.group(1)) : Optional.empty();
    }
  }
}
