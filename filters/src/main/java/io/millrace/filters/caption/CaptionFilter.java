package io.millrace.filters.caption;

import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.ResourceLines;
import io.millrace.filters.text.WordSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Measures captions that do not describe their image: file names, words for image in any language,
 * lists of search words, and captions that are too short or too long. As in {@link
 * io.millrace.api.Filter}, {@link #rules()} decide. Stateless and thread-safe.
 *
 * <p>Words are those of {@link TextAnalysis}, which also divides scripts without spaces.
 */
public final class CaptionFilter {

  private static final List<String> SIGNALS =
      List.of("file_name", "generic", "list_items", "words", "characters");

  private static final PerLanguage NONE = PerLanguage.of(0);
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /** Longest file name in characters. */
  private static final int LONGEST_NAME = 300;

  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|www\\.|file:|data:)\\S*", FLAGS);

  private static final Pattern FILE =
      Pattern.compile("\\S+\\.(?:" + CaptionCleaner.EXTENSIONS + ")", FLAGS);

  /** File names of cameras, phones and programs. */
  private static final Pattern CAMERA =
      Pattern.compile(
          "(?:dsc[nf]?|p?img(?:_?e)?|pict?|mvi|gopr|dji|pxl|wp|sam|cimg|hpim|fb_img|received"
              + "|screen ?shot|screenshot|bildschirmfoto|unnamed|untitled)"
              + "[_ .()-]{0,2}\\d[\\d_ .()x-]*\\p{L}?",
          FLAGS);

  /** A token that no person writes: with underscores, without letters, or mostly digits. */
  private static final Pattern CODE =
      Pattern.compile(
          "[\\w.%+-]*_[\\w.%+-]*|[0-9a-f-]{16,}|\\P{L}*|(?:image|photo|scan|[a-z]{0,4})[-_]?\\d{3,}[\\w-]*");

  private static final WordSet WORDS = genericWords();

  private final List<Rule> rules;

  public CaptionFilter(ImageTextSettings settings) {
    rules =
        List.of(
            Rule.atMost(DropReason.CAPTION_IS_FILE_NAME, "file_name", NONE),
            Rule.atMost(DropReason.CAPTION_IS_GENERIC, "generic", NONE),
            Rule.atMost(DropReason.CAPTION_IS_WORD_LIST, "list_items", settings.maxListItems()),
            Rule.atLeast(DropReason.CAPTION_TOO_FEW_WORDS, "words", settings.minWords()),
            Rule.atLeast(DropReason.CAPTION_TOO_SHORT, "characters", settings.minCharacters()),
            Rule.atMost(DropReason.CAPTION_TOO_LONG, "characters", settings.maxCharacters()));
  }

  /** Names of the signals in the order {@link #measure} writes them. */
  public List<String> signals() {
    return SIGNALS;
  }

  /** The limits, in the order they are applied. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * Writes the signals: 1 for a file name or URL, else 0; 1 for a caption of only generic words and
   * numbers, else 0; number of items of a word list, 0 for prose; number of words; number of code
   * points.
   *
   * @param analysis analysis of the caption
   * @param out where to write, {@code signals().size()} places from {@code offset}
   */
  public void measure(TextAnalysis analysis, double[] out, int offset) {
    out[offset] = isFileName(analysis.text()) ? 1 : 0;
    out[offset + 1] = isGeneric(analysis) ? 1 : 0;
    out[offset + 2] = listItems(analysis);
    out[offset + 3] = analysis.words();
    out[offset + 4] = analysis.codePoints();
  }

  /** Words that do not describe an image, alone or together. */
  private static WordSet genericWords() {
    TreeSet<String> words = new TreeSet<>();
    for (String line : ResourceLines.of(CaptionFilter.class, "generic-words.txt")) {
      words.addAll(List.of(line.substring(line.indexOf(':') + 1).strip().split(" ")));
    }
    return WordSet.of(words);
  }

  private static boolean isFileName(String text) {
    String name = text.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    return ADDRESS.matcher(name).matches()
        || FILE.matcher(name).matches()
        || CAMERA.matcher(name).matches()
        || CODE.matcher(name).matches();
  }

  private static boolean isGeneric(TextAnalysis analysis) {
    int words = analysis.words();
    if (words == 0 || words > 8) {
      return false;
    }
    int numbers = 0;
    for (int i = 0; i < words; i++) {
      boolean letter = (analysis.wordFlags()[i] & TextAnalysis.WORD_LETTER) != 0;
      numbers += letter ? 0 : 1;
    }
    return numbers < words && WORDS.count(analysis) + numbers == words;
  }

  /** Number of items when at least 90 % of them have at most three words; 0 for prose. */
  private static int listItems(TextAnalysis analysis) {
    int items = 0;
    int shortItems = 0;
    int inItem = 0;
    for (int i = 0; i < analysis.words(); i++) {
      inItem++;
      boolean last = i + 1 == analysis.words();
      if (last || separated(analysis, i)) {
        items++;
        shortItems += inItem <= 3 ? 1 : 0;
        inItem = 0;
      }
    }
    return shortItems * 10 >= items * 9 ? items : 0;
  }

  private static boolean separated(TextAnalysis analysis, int word) {
    String text = analysis.text();
    for (int at = analysis.wordEnds()[word]; at < analysis.wordStarts()[word + 1]; at++) {
      if (",;|/•·、，；・،#>+\n\t".indexOf(text.charAt(at)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
