package io.millrace.extract.output;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.text.TextCuts;
import io.millrace.extract.tree.HtmlTree;
import java.util.List;

/**
 * Writes blocks as text: an empty line between paragraphs, none between the items of a list or the
 * rows of a table.
 */
public final class TextWriter {

  private TextWriter() {}

  /**
   * Writes blocks in the format that the settings ask for.
   *
   * @param tree that the blocks' owners are numbers of, or null outside HTML
   */
  public static String write(HtmlTree tree, List<Block> blocks, ExtractSettings settings) {
    return settings.format() == ExtractSettings.Format.MARKDOWN
        ? MarkdownWriter.write(tree, blocks, settings.maxTextCharacters())
        : write(blocks, settings.maxTextCharacters());
  }

  /**
   * @param maxCharacters most code points; what is longer is cut at the end of a line, or in the
   *     line where there is only one
   */
  public static String write(List<Block> blocks, int maxCharacters) {
    StringBuilder text = new StringBuilder();
    Block.Kind last = null;
    for (Block block : blocks) {
      if (last != null) {
        boolean together =
            last == block.kind() && (last == Block.Kind.ITEM || last == Block.Kind.ROW);
        text.append(together ? "\n" : "\n\n");
      }
      text.append(block.text());
      last = block.kind();
      if (text.length() > 2L * maxCharacters) {
        break;
      }
    }
    return TextCuts.atLine(text.toString(), maxCharacters);
  }
}
