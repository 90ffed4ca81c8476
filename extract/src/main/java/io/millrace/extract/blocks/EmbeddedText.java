package io.millrace.extract.blocks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.extract.html.CharacterReferences;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.html.TextNode;
import io.millrace.extract.text.PhraseReader;
import io.millrace.extract.text.PhraseSet;
import io.millrace.extract.tree.HtmlParser;
import io.millrace.extract.tree.HtmlTexts;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.PageStatements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Running text that a page contains outside its visible elements: in JSON-LD, in the initial state
 * of its scripts, in the description in its head. It is appended to the body as new elements, so
 * that the model scores it like other text. Text that the page also shows is left out.
 */
public final class EmbeddedText {

  /** Class of the element that contains the text found. */
  public static final String HOLDER = "embeddedtext";

  private static final int MIN_LENGTH = 40;
  private static final int MIN_SPACES = 5;
  private static final int MAX_STRINGS = 100;
  private static final int MAX_JSON = 4 << 20;
  private static final double SHOWN_ANYWAY = .4;

  /**
   * Fewer words are a description of the page, not its text. Held-out word F1 on 1,497 pages: .8818
   * for 40 words, .8831 for 60, .8825 for 100.
   */
  private static final int LEAST_WORDS = 60;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // names are untrusted input: do not keep them in a table that outlives the page
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private record Found(String source, String key, String text) {}

  private final List<Found> found = new ArrayList<>();
  private int read;

  private EmbeddedText() {}

  /**
   * Appends the embedded text of a page to its body.
   *
   * @param shown texts of the page
   * @return the element that contains it, or null if there is none
   */
  static Element append(HtmlDocument document, PageStatements statements, HtmlTexts shown) {
    EmbeddedText reader = new EmbeddedText();
    for (Element script : statements.scripts()) {
      if (PageStatements.isJsonLd(script)) {
        reader.readJson("linkeddata", script.data());
      } else if (script.attr("type").equals("application/json")) {
        reader.readJson("state", script.data());
      }
    }
    for (Element meta : statements.descriptions()) {
      reader.add("meta", "description", meta.attr("content"));
    }
    return reader.found.isEmpty() ? null : reader.write(document.body(), shown);
  }

  /** Index of the first block of embedded text; the number of blocks if there is none. */
  public static int firstBlock(HtmlTree tree, List<Block> blocks) {
    int first = blocks.size();
    if (first == 0) {
      return 0;
    }
    int holder = blocks.get(first - 1).owner();
    while (holder > 0 && tree.parent(holder) > 0) {
      holder = tree.parent(holder);
    }
    if (tree.element(holder).className().equals(HOLDER)) {
      while (first > 0 && blocks.get(first - 1).owner() >= holder) {
        first--;
      }
    }
    return first;
  }

  /**
   * Removes embedded text that is too short to be more than a description of the page.
   *
   * @param kept indexes of blocks
   * @param words by block
   * @param firstBlock result of {@link #firstBlock}
   */
  public static BitSet withoutDescriptions(BitSet kept, int[] words, int firstBlock) {
    int sum = 0;
    for (int i = kept.nextSetBit(firstBlock); i >= 0; i = kept.nextSetBit(i + 1)) {
      sum += words[i];
    }
    return sum >= LEAST_WORDS ? kept : kept.get(0, firstBlock);
  }

  private void readJson(String source, String json) {
    read += json.length();
    if (read > MAX_JSON) {
      return;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      String key = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          key = parser.currentName();
        } else if (token == JsonToken.VALUE_STRING && parser.getTextLength() >= MIN_LENGTH) {
          add(source, key, parser.getText());
        }
      }
    } catch (IOException broken) {
      // keep what was read up to the error
    }
  }

  private void add(String source, String key, String text) {
    if (text.length() >= MIN_LENGTH && found.size() < MAX_STRINGS && isRunning(text)) {
      found.add(new Found(source, key, text));
    }
  }

  private static boolean isRunning(String text) {
    int spaces = 0;
    int letters = 0;
    int odd = 0;
    boolean inTag = false;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        inTag = true;
      } else if (c == '>') {
        inTag = false;
      } else if (!inTag) {
        length++;
        spaces += c == ' ' ? 1 : 0;
        letters += Character.isLetter(c) ? 1 : 0;
        odd += c == '{' || c == '}' || c == ';' || c == '=' || c == '_' || c == '/' ? 1 : 0;
      }
    }
    return letters > .6 * length
        && odd * 30 < length
        && (spaces >= MIN_SPACES || hasIdeographs(text));
  }

  private static boolean hasIdeographs(String text) {
    return text.codePoints().limit(200).filter(Character::isIdeographic).count() > 10;
  }

  private Element write(Element body, HtmlTexts page) {
    List<Element> parts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    PhraseSet wanted = new PhraseSet();
    for (Found one : found) {
      Element part = element(one);
      String text = part.wholeText();
      parts.add(part);
      texts.add(text);
      wanted.add(text);
    }
    PhraseSet shown = shown(page, wanted, texts);
    Element holder = null;
    for (int i = 0; i < parts.size(); i++) {
      if (!isShown(texts.get(i), shown)) {
        shown.add(texts.get(i));
        if (holder == null) {
          holder = new Element("div", "class", HOLDER);
          body.append(holder);
        }
        holder.append(parts.get(i));
      }
    }
    return holder;
  }

  /**
   * Phrases of the page's own text that are also in embedded text. Stops once all embedded texts
   * are known to be shown.
   */
  private static PhraseSet shown(HtmlTexts page, PhraseSet wanted, List<String> texts) {
    PhraseSet shown = new PhraseSet();
    PhraseReader reader = new PhraseReader();
    int enough = (int) (SHOWN_ANYWAY * wanted.size());
    for (int i = 0; i < page.size(); i++) {
      wanted.addCommon(page.text(i), reader, shown);
      if (shown.size() > enough) {
        if (texts.stream().allMatch(text -> isShown(text, shown))) {
          return shown;
        }
        // so this is checked at most five times
        enough = shown.size() * 5 / 4;
      }
    }
    wanted.addCommon(new TextNode("\n"), reader, shown);
    return shown;
  }

  private static boolean isShown(String text, PhraseSet shown) {
    return shown.cover(text) > SHOWN_ANYWAY;
  }

  private static Element element(Found found) {
    Element part = new Element("section", "class", found.source + ' ' + found.key);
    if (found.text.indexOf('<') >= 0 && found.text.indexOf('>') >= 0) {
      part.appendChildrenOf(HtmlParser.parseFragment(found.text));
      return part;
    }
    for (String line : CharacterReferences.resolved(found.text).split("\n")) {
      part.appendElement("p").append(new TextNode(line));
    }
    return part;
  }
}
