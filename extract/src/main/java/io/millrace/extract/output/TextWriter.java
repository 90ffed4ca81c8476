package io.millrace.extract.output;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.blocks.Block;
import io.millrace.extract.text.TextCuts;
import io.millrace.extract.tree.HtmlTree;
import java.util.List;

/**
 * Writes blocks as text, with an empty line between them, except between list items and between
 * table rows.
 */
public final class TextWriter {

  private TextWriter() {}

  /**
   * Writes blocks in the format of the settings.
   *
   * @param tree tree of the blocks' owners, or null outside HTML
   */
  public static String write(HtmlTree tree, List<Block> blocks, ExtractSettings settings) {
    return settings.format() == ExtractSettings.Format.MARKDOWN
        ? MarkdownWriter.write(tree, blocks, settings.maxTextCharacters())
        : write(blocks, settings.maxTextCharacters());
  }

  /**
   * @param maxCharacters most code points; a longer text is cut at the end of a line, or within its
   *     only line
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
