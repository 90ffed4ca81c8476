package io.millrace.corpus.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Builds the tree from the parser's events. The library's composer recurses without a limit; this
 * class checks nesting and size before it builds nodes.
 */
final class YamlReader {

  static final int MAX_CODE_POINTS = 1 << 20;
  static final int MAX_DEPTH = 32;
  static final int MAX_NODES = 100_000;
  static final int MAX_ALIASES = 100;
  static final int MAX_KEY_LENGTH = 512;

  private static final Map<Tag, Yaml.ScalarType> TYPES =
      Map.of(
          Tag.INT, Yaml.ScalarType.WHOLE_NUMBER,
          Tag.FLOAT, Yaml.ScalarType.NUMBER,
          Tag.BOOL, Yaml.ScalarType.BOOLEAN,
          Tag.NULL, Yaml.ScalarType.NOTHING);

  private static final String QUOTES = "; text that begins with '*' needs quotes";

  /** A finished node that an alias may repeat. */
  private record Anchored(Yaml node, int size, int height) {}

  private static final class Frame {
    final Place place;
    final boolean mapping;
    final Optional<Anchor> anchor;
    final List<Yaml> items = new ArrayList<>();
    final List<Yaml.Entry> entries = new ArrayList<>();
    final Set<String> keys = new HashSet<>();
    Yaml.Scalar key;
    int size = 1;
    int height = 1;

    Frame(Place place, boolean mapping, Optional<Anchor> anchor) {
      this.place = place;
      this.mapping = mapping;
      this.anchor = anchor;
    }

    Yaml finish() {
      return mapping ? new Yaml.Mapping(place, entries) : new Yaml.Sequence(place, items);
    }
  }

  private final String text;
  private final String source;
  private final boolean option;
  private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private Yaml root;
  private Place last;
  private int documents;
  private int aliases;
  private int nodes;

  YamlReader(String text, String source, boolean option) {
    this.text = text;
    this.source = source;
    this.option = option;
    this.last = place(0, 0);
  }

  Yaml read() {
    if (text.length() > MAX_CODE_POINTS) {
      throw new ConfigException(last, "longer than " + MAX_CODE_POINTS + " characters");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setCodePointLimit(MAX_CODE_POINTS)
            .setSchema(new CoreSchema())
            .build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        event.getStartMark().ifPresent(mark -> last = place(mark));
        take(event);
      }
    } catch (ConfigException e) {
      throw e;
    } catch (MarkedYamlEngineException e) {
      Place at = e.getProblemMark().or(e::getContextMark).map(this::place).orElse(last);
      throw new ConfigException(at, "not valid YAML: " + Wording.show(problem(e), 200));
    } catch (ReaderException e) {
      String hex = Integer.toHexString(e.getCodePoint());
      String message = "the character with code 0x" + hex + " is not allowed in YAML";
      throw new ConfigException(placeOf(e.getCodePoint()), message);
    } catch (RuntimeException e) {
      // the parser throws exceptions of many kinds for malformed escapes and directives
      throw new ConfigException(last, "not valid YAML: a wrong escape or directive follows");
    }
    return root == null ? new Yaml.Scalar(place(0, 0), "", Yaml.ScalarType.NOTHING) : root;
  }

  private static String problem(MarkedYamlEngineException e) {
    // a common mistake in recipes: a glob that begins with an asterisk
    String context = e.getContext() == null ? "" : e.getContext();
    String hint = context.contains("alias") ? QUOTES : "";
    return (e.getProblem() == null ? "unreadable" : e.getProblem()) + hint;
  }

  private void take(Event event) {
    switch (event.getEventId()) {
      case DocumentStart -> startDocument();
      case Scalar -> {
        Yaml.Scalar scalar = scalar((ScalarEvent) event);
        ((NodeEvent) event).getAnchor().ifPresent(a -> anchors.put(a, new Anchored(scalar, 1, 1)));
        add(scalar, 1, 1);
      }
      case Alias -> alias((AliasEvent) event);
      case SequenceStart, MappingStart -> start((CollectionStartEvent) event);
      case SequenceEnd, MappingEnd -> end();
      default -> {}
    }
  }

  private void startDocument() {
    if (++documents > 1) {
      throw new ConfigException(last, "a second document begins here; a recipe is one document");
    }
  }

  private void start(CollectionStartEvent event) {
    refuseTag(event.getTag());
    if (open.size() >= MAX_DEPTH) {
      throw tooDeep();
    }
    Frame parent = open.peek();
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    if (parent != null && parent.mapping && parent.key == null) {
      String what = mapping ? "a mapping" : "a list";
      throw new ConfigException(last, "a name is needed before ':', not " + what);
    }
    event.getAnchor().ifPresent(anchors::remove);
    open.push(new Frame(last, mapping, event.getAnchor()));
  }

  private void end() {
    Frame frame = open.pop();
    Yaml node = frame.finish();
    frame.anchor.ifPresent(a -> anchors.put(a, new Anchored(node, frame.size, frame.height)));
    add(node, frame.size, frame.height);
  }

  private void alias(AliasEvent event) {
    if (++aliases > MAX_ALIASES) {
      throw new ConfigException(last, "more than " + MAX_ALIASES + " aliases");
    }
    Anchored target = anchors.get(event.getAlias());
    if (target == null) {
      String name = Wording.show(event.getAlias().getValue());
      throw new ConfigException(last, "the alias '*" + name + "' names nothing before it" + QUOTES);
    }
    if (open.size() + target.height > MAX_DEPTH) {
      throw tooDeep();
    }
    add(target.node, target.size, target.height);
  }

  private ConfigException tooDeep() {
    return new ConfigException(last, "nested more than " + MAX_DEPTH + " deep");
  }

  private void add(Yaml node, int size, int height) {
    nodes += node instanceof Yaml.Scalar ? 1 : 0;
    Frame frame = open.peek();
    if (frame == null) {
      root = node;
      return;
    }
    frame.size += size;
    frame.height = Math.max(frame.height, height + 1);
    if (frame.size > MAX_NODES || nodes > MAX_NODES) {
      throw new ConfigException(last, "more than " + MAX_NODES + " values");
    }
    if (!frame.mapping) {
      frame.items.add(node);
    } else if (frame.key == null) {
      frame.key = key(node, frame);
    } else {
      frame.entries.add(new Yaml.Entry(frame.key, node));
      frame.key = null;
    }
  }

  private Yaml.Scalar key(Yaml node, Frame frame) {
    if (!(node instanceof Yaml.Scalar key) || key.text().isEmpty()) {
      throw new ConfigException(last, "a name is needed before ':', not " + node.shown());
    }
    if (key.text().length() > MAX_KEY_LENGTH) {
      throw new ConfigException(last, "a name longer than " + MAX_KEY_LENGTH + " characters");
    }
    if (!frame.keys.add(key.text())) {
      throw new ConfigException(last, "'" + Wording.show(key.text()) + "' is given twice");
    }
    return key;
  }

  private Yaml.Scalar scalar(ScalarEvent event) {
    refuseTag(event.getTag());
    if (event
        .getValue()
        .codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new ConfigException(last, "a lone surrogate is not a character");
    }
    Yaml.ScalarType type = Yaml.ScalarType.TEXT;
    if (event.isPlain()) {
      Tag tag = resolver.resolve(event.getValue(), true);
      type = TYPES.getOrDefault(tag, Yaml.ScalarType.TEXT);
    }
    return new Yaml.Scalar(last, event.getValue(), type);
  }

  private void refuseTag(Optional<String> tag) {
    if (tag.isPresent()) {
      throw new ConfigException(
          last, "tags such as '" + Wording.show(tag.get()) + "' are not supported here");
    }
  }

  private Place place(Mark mark) {
    return place(mark.getLine(), mark.getColumn());
  }

  private Place place(int line, int column) {
    return option ? Place.option(source) : new Place(source, line + 1, column + 1);
  }

  /** Place of the first occurrence; the parser's own position is relative to its buffer. */
  private Place placeOf(int codePoint) {
    int at = Math.max(0, text.indexOf(codePoint));
    String before = text.substring(0, at);
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = (int) before.chars().filter(c -> c == '\n').count();
    return place(line, before.codePointCount(lineStart, at));
  }
}
