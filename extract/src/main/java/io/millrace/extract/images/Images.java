package io.millrace.extract.images;

import io.millrace.extract.ImageCandidate;
import io.millrace.extract.blocks.ContentZones;
import io.millrace.extract.html.Element;
import io.millrace.extract.tree.HtmlTree;
import io.millrace.extract.tree.MarkupText;
import io.millrace.extract.tree.PageUrls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the images of a page in document order, each URL once, including lazily loaded ones. Images
 * in data URLs and tracking pixels are left out.
 */
public final class Images {

  public static final int MAX_IMAGES = 2_000;
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_SOURCES = 20;

  /** Most elements that are searched for the caption of a figure. */
  private static final int MAX_FIGURE = 500;

  private static final String[] SETS = {
    "srcset", "data-srcset", "data-lazy-srcset", "data-original-set"
  };
  private static final String[] LAZY =
      ("data-src data-lazy-src data-original data-lazy data-orig-file data-large-file"
              + " data-full-src data-hi-res-src data-url src")
          .split(" ");

  private final HtmlTree tree;
  private final ContentZones zones;
  private final PageUrls urls;
  private final Map<String, ImageCandidate> found = new LinkedHashMap<>();
  private final Map<Integer, String> captions = new HashMap<>();

  private Images(HtmlTree tree, ContentZones zones, PageUrls urls) {
    this.tree = tree;
    this.zones = zones;
    this.urls = urls;
  }

  public static List<ImageCandidate> of(HtmlTree tree, ContentZones zones, PageUrls urls) {
    Images images = new Images(tree, zones, urls);
    for (int i = 0; i < tree.size() && images.found.size() < MAX_IMAGES; i++) {
      images.look(i);
    }
    return Collections.unmodifiableList(new ArrayList<>(images.found.values()));
  }

  private void look(int number) {
    Element element = tree.element(number);
    switch (element.normalName()) {
      case "img", "amp-img" -> {
        int parent = tree.parent(number);
        boolean inPicture = parent >= 0 && tree.element(parent).nameIs("picture");
        if (!inPicture) {
          add(number, element, List.of());
        }
      }
      case "picture" -> addPicture(number, element);
      default -> {}
    }
  }

  private void addPicture(int number, Element picture) {
    List<Element> sources = new ArrayList<>();
    Element image = null;
    for (Element child = picture.firstElementChild();
        child != null && sources.size() < MAX_SOURCES;
        child = child.nextElementSibling()) {
      if (child.nameIs("source")) {
        sources.add(child);
      } else if (child.nameIs("img") || child.nameIs("amp-img")) {
        image = image == null ? child : image;
      }
    }
    if (image != null) {
      add(number, image, sources);
    }
  }

  private void add(int number, Element image, List<Element> sources) {
    int width = size(image.attr("width"));
    int height = size(image.attr("height"));
    boolean pixel =
        width >= 0 && width <= 1 && height <= 1 || height >= 0 && height <= 1 && width <= 1;
    String url = pixel ? "" : url(image, sources);
    if (url.isEmpty()) {
      return;
    }
    ImageCandidate candidate =
        new ImageCandidate(
            url,
            bounded(MarkupText.line(image.attr("alt"))),
            bounded(MarkupText.line(image.attr("title"))),
            bounded(caption(number)),
            Math.max(0, width),
            Math.max(0, height),
            zones.textBefore(number),
            zones.textAfter(number),
            zones.isContent(number));
    found.merge(url, candidate, ImageCandidate::mergedWith);
  }

  private String url(Element image, List<Element> sources) {
    String url = ofSets(image);
    if (!url.isEmpty()) {
      return url;
    }
    for (String name : LAZY) {
      url = urls.absolute(image.attr(name));
      if (!url.isEmpty() && (!name.equals("src") || !isPlaceholder(url))) {
        return url;
      }
    }
    return sources.stream()
        .map(this::ofSets)
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String ofSets(Element element) {
    for (String name : SETS) {
      String url = urls.absolute(SourceSet.largest(element.attr(name)));
      if (!url.isEmpty()) {
        return url;
      }
    }
    return "";
  }

  /** Whether the file name is a usual one of a placeholder for a lazily loaded image. */
  private static boolean isPlaceholder(String url) {
    int query = url.indexOf('?');
    String path = query < 0 ? url : url.substring(0, query);
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    String name = dot < 0 ? file : file.substring(0, dot);
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "blank",
          "spacer",
          "pixel",
          "placeholder",
          "transparent",
          "lazy",
          "loading",
          "1x1",
          "clear",
          "grey",
          "lazyload",
          "lazy_placeholder" ->
          true;
      default -> false;
    };
  }

  /** Caption of the nearest figure around the image, or "". */
  private String caption(int number) {
    for (int i = tree.parent(number); i >= 0; i = tree.parent(i)) {
      if (tree.element(i).nameIs("figure")) {
        return captions.computeIfAbsent(i, this::captionOf);
      }
    }
    return "";
  }

  private String captionOf(int figure) {
    int end = Math.min(tree.end(figure), figure + MAX_FIGURE);
    for (int i = figure + 1; i < end; i++) {
      if (tree.element(i).nameIs("figcaption")) {
        return MarkupText.of(tree.element(i));
      }
    }
    return "";
  }

  private static String bounded(String text) {
    return MarkupText.first(text, MAX_TEXT);
  }

  /** Number of pixels, -1 if the attribute is not such a number. */
  private static int size(String stated) {
    String text = MarkupText.head(stated, 20).strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    boolean pixels = end > 0 && end <= 6 && (end == text.length() || text.charAt(end) != '%');
    return pixels ? Integer.parseInt(text.substring(0, end)) : -1;
  }
}
