package io.millrace.rephrase.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The YAML of a prompt file as mappings, lists and texts that know their place. Size and nesting
 * are bounded; aliases and tags are refused.
 */
final class PromptYaml {

  static final int MAX_CODE_POINTS = 1 << 20;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_NODES = 20_000;
  private static final int SHOWN = 60;

  /** Line and column count from 1. */
  record Place(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /** A node with its place. */
  sealed interface Node {
    Place place();
  }

  record Text(Place place, String value) implements Node {}

  record Items(Place place, List<Node> nodes) implements Node {}

  /** Names in the order of the file. */
  record Mapping(Place place, Map<String, Node> nodes, Map<String, Place> keys) implements Node {}

  private final String text;
  private final String file;
  private final Deque<Node> open = new ArrayDeque<>();
  private final Deque<String> names = new ArrayDeque<>();
  private Node root;
  private Place last;
  private int nodes;

  private PromptYaml(String text, String file) {
    this.text = text;
    this.file = file;
    this.last = new Place(file, 1, 1);
  }

  /** Reads a file whose root is a mapping. */
  static Mapping read(String text, String file) {
    return new PromptYaml(text, file).read();
  }

  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(SHOWN)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(shown::appendCodePoint);
    return name.codePointCount(0, name.length()) > SHOWN ? shown + "..." : shown.toString();
  }

  private Mapping read() {
    if (text.length() > MAX_CODE_POINTS) {
      throw new PromptException(last, "longer than " + MAX_CODE_POINTS + " characters");
    }
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(MAX_CODE_POINTS).build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        event.getStartMark().ifPresent(mark -> last = place(mark));
        take(event);
      }
    } catch (PromptException e) {
      throw e;
    } catch (MarkedYamlEngineException e) {
      Place at = e.getProblemMark().or(e::getContextMark).map(this::place).orElse(last);
      throw new PromptException(at, "not valid YAML: " + shown(String.valueOf(e.getProblem())));
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new PromptException(last, "not valid YAML: a wrong character or escape follows");
    }
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    throw new PromptException(
        new Place(file, 1, 1), "a mapping is needed, 'style: NAME' and so on");
  }

  private void take(Event event) {
    switch (event.getEventId()) {
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        if (scalar.getTag().isPresent()) {
          throw new PromptException(last, "tags have no use here");
        }
        scalar(scalar.getValue());
      }
      case Alias -> throw new PromptException(last, "aliases have no use here; quote a '*'");
      case SequenceStart, MappingStart -> start((CollectionStartEvent) event);
      case SequenceEnd, MappingEnd -> {
        Node done = open.pop();
        names.pop();
        add(done);
      }
      default -> {}
    }
  }

  private void start(CollectionStartEvent event) {
    if (event.getTag().isPresent()) {
      throw new PromptException(last, "tags have no use here");
    }
    if (open.size() >= MAX_DEPTH) {
      throw new PromptException(last, "nested more than " + MAX_DEPTH + " deep");
    }
    if (open.peek() instanceof Mapping && names.peek().isEmpty()) {
      throw new PromptException(last, "a name is needed before ':'");
    }
    open.push(
        event.getEventId() == Event.ID.MappingStart
            ? new Mapping(last, new LinkedHashMap<>(), new LinkedHashMap<>())
            : new Items(last, new ArrayList<>()));
    names.push("");
  }

  private void scalar(String value) {
    if (open.peek() instanceof Mapping mapping && names.peek().isEmpty()) {
      if (value.isEmpty()) {
        throw new PromptException(last, "a name is needed before ':'");
      }
      if (mapping.keys().putIfAbsent(value, last) != null) {
        throw new PromptException(last, "'" + shown(value) + "' is given twice");
      }
      names.pop();
      names.push(value);
    } else {
      add(new Text(last, value));
    }
  }

  private void add(Node node) {
    if (++nodes > MAX_NODES) {
      throw new PromptException(last, "more than " + MAX_NODES + " values");
    }
    Node parent = open.peek();
    if (parent == null) {
      if (root != null) {
        throw new PromptException(last, "a second document begins here");
      }
      root = node;
    } else if (parent instanceof Mapping mapping) {
      mapping.nodes().put(names.pop(), node);
      names.push("");
    } else {
      ((Items) parent).nodes().add(node);
    }
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
