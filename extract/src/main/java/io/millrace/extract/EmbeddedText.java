package io.millrace.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/**
 * Running text that a page carries outside its visible elements: in JSON-LD, in the state that its
 * scripts start from, in the description of its head. Put at the end of the body as elements of its
 * own, so that it is judged like any other text; what the page shows anyway is left out.
 */
final class EmbeddedText {

  /** Class of the element that holds what was found. */
  static final String HOLDER = "embeddedtext";

  private static final int MIN_LENGTH = 40;
  private static final int MIN_SPACES = 5;
  private static final int MAX_STRINGS = 100;
  private static final int MAX_JSON = 4 << 20;
  private static final double SHOWN_ANYWAY = .4;

  private static final JsonFactory JSON = new JsonFactory();

  private record Found(String source, String key, String text) {}

  private final List<Found> found = new ArrayList<>();
  private int read;

  private EmbeddedText() {}

  static void append(Document document) {
    EmbeddedText reader = new EmbeddedText();
    for (Element script : document.getElementsByTag("script")) {
      String type = script.attr("type");
      if (type.equals("application/ld+json")) {
        reader.readJson("linkeddata", script.data());
      } else if (type.equals("application/json")) {
        reader.readJson("state", script.data());
      }
    }
    for (Element meta : document.select("meta[name=description], meta[property=og:description]")) {
      reader.add("meta", "description", meta.attr("content"));
    }
    reader.write(document.body());
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
        } else if (token == JsonToken.VALUE_STRING) {
          if (parser.getTextLength() >= MIN_LENGTH) {
            add(source, key, parser.getText());
          }
        }
      }
    } catch (IOException broken) {
      // what was read up to the mistake counts
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

  private void write(Element body) {
    if (found.isEmpty()) {
      return;
    }
    PhraseSet shown = new PhraseSet();
    shown.add(body.wholeText());
    Element holder = null;
    for (Found text : found) {
      boolean markup = text.text.indexOf('<') >= 0 && text.text.indexOf('>') >= 0;
      List<Node> nodes =
          markup ? Parser.parseFragment(text.text, new Element("div"), "") : List.of();
      Element part = new Element("section").attr("class", text.source + ' ' + text.key);
      if (markup) {
        part.appendChildren(nodes);
      } else {
        for (String line : Parser.unescapeEntities(text.text, false).split("\n")) {
          part.appendElement("p").text(line);
        }
      }
      String plain = part.wholeText();
      if (shown.cover(plain) <= SHOWN_ANYWAY) {
        shown.add(plain);
        if (holder == null) {
          holder = body.appendElement("div").attr("class", HOLDER);
        }
        holder.appendChild(part);
      }
    }
  }
}
