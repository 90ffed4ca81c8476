package io.millrace.extract.model;

import io.millrace.extract.blocks.Block;
import io.millrace.extract.blocks.BlockTexts;
import io.millrace.extract.blocks.PageHints;
import io.millrace.extract.blocks.PageView;
import io.millrace.extract.blocks.Subtrees;
import io.millrace.extract.tree.Cues;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Features of a page as a whole, from its URL and its structure, which show its type. */
final class PageFeatures {

  private static final String[][] ADDRESS_WORDS = {
    {
      "forum",
      "(forums?|threads?|topics?|discussions?|community|communities|viewtopic|showthread|questions?|t|boards?|answers|ask|talk|comments|r)"
    },
    {"product", "(products?|p|dp|items?|shop|store|buy|pd|sku|prod)"},
    {"collection", "(collections?|categor(y|ies)|c|catalog|department|shop|browse|b|all|cat|plp)"},
    {
      "news",
      "(news|blogs?|articles?|stor(y|ies)|posts?|press|magazine|opinion|features?|insights?)"
    },
    {"list", "(tags?|authors?|topics?|archives?|page|search|index|latest|events?|jobs?|resources)"},
    {
      "docs",
      "(docs?|documentation|api|reference|guides?|manual|help|wiki|learn|tutorials?|kb|faq|support|handbook|readthedocs|man|javadoc)"
    },
    {
      "service",
      "(services?|solutions?|platform|features?|about|pricing|industries|company|use-cases?|enterprise|products?|software|consulting|careers)"
    },
  };

  private static final Pattern[] ADDRESS = new Pattern[ADDRESS_WORDS.length];

  static {
    for (int i = 0; i < ADDRESS.length; i++) {
      ADDRESS[i] = Pattern.compile("(^|[/.?&=_-])" + ADDRESS_WORDS[i][1] + "(?=$|[/.?&=_-])");
    }
  }

  private static final List<String> TAGS =
      PageView.COUNTED_TAGS.stream().map(tag -> "<" + tag + ">").toList();

  private static final Pattern DATE = Pattern.compile("/(19|20)\\d\\d[/-]\\d\\d?");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\d{4,}");

  private PageFeatures() {}

  static void put(FeatureRow row, PageView page) {
    putAddress(row, page.url());
    putTypes(row, page);
    putTotals(row, page);
  }

  private static void putAddress(FeatureRow row, String url) {
    int scheme = url.indexOf("://");
    String rest = (scheme < 0 ? url : url.substring(scheme + 3)).toLowerCase(Locale.ROOT);
    rest = rest.length() > 512 ? rest.substring(0, 512) : rest;
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    int last = path.lastIndexOf('/', Math.max(0, path.length() - 2));
    String end = last < 0 ? "" : path.substring(last);
    for (int i = 0; i < ADDRESS.length; i++) {
      row.put("url ", ADDRESS_WORDS[i][0], ADDRESS[i].matcher(path).find() ? 1 : 0);
      if (i == 0 || i == 1 || i == 5) {
        row.put("host ", ADDRESS_WORDS[i][0], ADDRESS[i].matcher(host).find() ? 1 : 0);
      }
    }
    row.put("url depth", count(path, '/'));
    row.put("url last length", end.length());
    row.put("url last hyphens", count(end, '-'));
    row.put("url query", path.indexOf('?') >= 0);
    row.put("url date", DATE.matcher(path).find());
    row.put("url number", LONG_NUMBER.matcher(path).find());
    row.put("url ends slash", path.endsWith("/"));
  }

  private static void putTypes(FeatureRow row, PageView page) {
    PageHints hints = page.hints();
    for (int i = 0; i < PageHints.COUNT; i++) {
      row.put("hint ", PageHints.name(i), hints.has(i) ? 1 : 0);
    }
  }

  private static void putTotals(FeatureRow row, PageView page) {
    Subtrees subtrees = page.subtrees();
    row.putLog("page length", subtrees.length[0]);
    row.putLog("page blocks", subtrees.blocks[0]);
    row.putLog("page running", subtrees.running[0]);
    row.put("page link density", subtrees.linkDensity(0));
    row.putShare("page running share", subtrees.running[0], subtrees.length[0]);
    row.putShare("page block length", subtrees.length[0], subtrees.blocks[0]);
    row.putShare("page headings", subtrees.headings[0], subtrees.blocks[0]);
    row.putLog("page images", subtrees.images[0]);
    row.putShare("page image density", subtrees.images[0], subtrees.blocks[0]);
    row.putShare("page sentence density", subtrees.sentenceEnds[0], subtrees.words[0]);
    int[] counts = page.tagCounts();
    for (int i = 0; i < counts.length; i++) {
      row.putLog("page ", TAGS.get(i), counts[i]);
    }
    int[] topics = page.topicLengths();
    for (int i = 0; i < topics.length; i++) {
      row.putShare("page in ", Cues.name(i), topics[i], subtrees.length[0]);
    }
    List<Block> blocks = page.blocks();
    int questions = 0;
    int prices = 0;
    int dates = 0;
    int codes = 0;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      String text = block.text();
      if (text.length() < BlockTexts.SHORT) {
        questions += text.endsWith("?") ? 1 : 0;
        prices += page.texts().has(i, BlockTexts.PRICE) ? 1 : 0;
        dates += page.texts().has(i, BlockTexts.YEAR) ? 1 : 0;
      }
      codes += block.kind() == Block.Kind.PREFORMATTED ? block.length() : 0;
    }
    row.putShare("page questions", questions, blocks.size());
    row.putShare("page prices", prices, blocks.size());
    row.putLog("page price count", prices);
    row.putShare("page dates", dates, blocks.size());
    row.putShare("page code", codes, subtrees.length[0]);
  }

  private static int count(String text, char wanted) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      count += text.charAt(i) == wanted ? 1 : 0;
    }
    return count;
  }
}
