package io.millrace.extract.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.millrace.extract.html.CharacterReferences;
import io.millrace.extract.tree.MarkupText;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/**
 * Reads the items of JSON-LD scripts. Accepts the usual errors in JSON of pages: comments and CDATA
 * marks around it, trailing commas, raw line breaks in strings, escaping as HTML entities, several
 * objects in sequence. At any other error, keeps what it has read and continues at the next object.
 * Characters, values and depth per page are limited.
 */
final class JsonLd {

  /** Most characters of JSON-LD that are read per page. */
  private static final int MAX_CHARACTERS = 4_000_000;

  private static final int MAX_VALUES = 100_000;

  /** Objects nested deeper are left out. */
  private static final int MAX_DEPTH = 24;

  /** Most restarts after an error, per page. */
  private static final int MAX_RESTARTS = 50;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // names are untrusted input: do not keep them in a table that outlives the page
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxNumberLength(1_000)
                  .maxStringLength(MAX_CHARACTERS)
                  .build())
          .build();

  private final List<Item> items;
  private int characters;
  private int values;
  private int restarts;

  /**
   * @param items gets all items, parents before parts
   */
  JsonLd(List<Item> items) {
    this.items = items;
  }

  /** Reads one script; never throws. */
  void read(String script) {
    String text = MarkupText.head(script, MAX_CHARACTERS - characters);
    characters += text.length();
    int quote = text.indexOf('"');
    int escaped = text.indexOf("&quot;");
    if (escaped >= 0 && (quote < 0 || escaped < quote)) {
      text = CharacterReferences.resolved(text);
    }
    int start = next(text, 0);
    while (start >= 0 && values < MAX_VALUES) {
      int end = readFrom(text, start);
      start = end < 0 || restarts++ >= MAX_RESTARTS ? -1 : next(text, Math.max(end, start + 1));
    }
  }

  /** Position of the next object or array, except the bracket of a CDATA mark. */
  private static int next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{'
          || c == '[' && !text.startsWith("[CDATA[", i) && !text.startsWith("CDATA[", i - 5)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * @return position of an error, or -1 at the end of the text
   */
  private int readFrom(String text, int start) {
    try (StringReader reader = new StringReader(text)) {
      reader.skip(start);
      JsonParser parser = JSON.createParser(reader);
      try {
        while (parser.nextToken() != null && values < MAX_VALUES) {
          readValue(parser, null, "", 0);
        }
        return -1;
      } catch (IOException malformed) {
        return start + (int) Math.max(0, parser.currentLocation().getCharOffset());
      }
    } catch (IOException impossible) {
      return -1;
    }
  }

  private void readValue(JsonParser parser, Item owner, String name, int depth) throws IOException {
    values++;
    switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser, owner, name, depth);
      case START_ARRAY -> {
        if (depth >= MAX_DEPTH) {
          parser.skipChildren();
          return;
        }
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.END_ARRAY && values < MAX_VALUES) {
          readValue(parser, owner, name, depth + 1);
          token = parser.nextToken();
        }
      }
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> put(owner, name, parser.getText());
      default -> {}
    }
  }

  private void readObject(JsonParser parser, Item owner, String via, int depth) throws IOException {
    if (depth >= MAX_DEPTH) {
      parser.skipChildren();
      return;
    }
    Item item = new Item(owner, via);
    items.add(item);
    if (owner != null) {
      owner.add(via, item);
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME && values < MAX_VALUES) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == null) {
        return;
      }
      // members of a graph have no parent
      readValue(parser, name.equals("@graph") ? null : item, name, depth + 1);
    }
  }

  private static void put(Item owner, String name, String value) {
    if (owner == null) {
      return;
    }
    switch (name) {
      case "@type" -> owner.addType(value);
      case "@id" -> owner.id = value;
      default -> owner.add(name, value);
    }
  }
}
