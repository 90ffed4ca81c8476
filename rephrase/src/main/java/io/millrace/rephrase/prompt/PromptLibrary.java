package io.millrace.rephrase.prompt;

import io.millrace.corpus.Hash128;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.SettingsFile;
import io.millrace.corpus.config.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** All styles with their prompts. Immutable and thread-safe. */
public final class PromptLibrary {

  private static final int MOST_FILES = 1000;
  private static final String ENGLISH = "en";

  /** The bundled styles, one resource each. */
  private static final List<String> BOX =
      List.of(
          ("easy medium hard qa wikipedia diverse-qa distill extract-knowledge"
                  + " knowledge-list tagged table faq tutorial dialogue")
              .split(" "));

  private record Key(String style, String language, String instructions) {}

  private final Frames frames;
  private final SortedMap<String, StyleFile> files;
  private final Map<Key, Prompt> prompts = new ConcurrentHashMap<>();

  private PromptLibrary(Frames frames, SortedMap<String, StyleFile> files) {
    this.frames = frames;
    this.files = Collections.unmodifiableSortedMap(files);
  }

  /** The styles that come with millrace. */
  public static PromptLibrary inTheBox() {
    Frames frames = new Frames(resource("frame.yaml"), "frame.yaml");
    SortedMap<String, StyleFile> files = new TreeMap<>();
    for (String name : BOX) {
      String file = name + ".yaml";
      files.put(name, StyleFile.read(resource(file), file, frames));
    }
    return new PromptLibrary(frames, files);
  }

  private static String resource(String name) {
    try (InputStream in = PromptLibrary.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds the styles of a folder: one in each {@code .yaml} or {@code .yml} file. They replace
   * bundled styles of the same name.
   *
   * @throws ConfigException if a file is invalid, with its line and column
   * @throws IOException if the folder cannot be read
   */
  public PromptLibrary with(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
      for (Path entry : entries) {
        found.add(entry);
        if (found.size() > MOST_FILES) {
          throw new ConfigException(
              Place.option(folder.toString()), "more than " + MOST_FILES + " prompt files");
        }
      }
    }
    Collections.sort(found);
    SortedMap<String, StyleFile> all = new TreeMap<>(files);
    Map<String, Path> own = new TreeMap<>();
    for (Path path : found) {
      StyleFile file = StyleFile.read(SettingsFile.text(path, "a style"), path.toString(), frames);
      String name = file.style().name();
      Path before = own.putIfAbsent(name, path);
      if (before != null) {
        throw new ConfigException(
            Place.option(path.toString()), "style '" + name + "' is also in " + before);
      }
      all.put(name, file);
    }
    return new PromptLibrary(frames, all);
  }

  /**
   * Adds a style.
   *
   * @param file name of its file, for messages
   * @throws ConfigException if the text is invalid, with its line and column, or the name is taken
   */
  public PromptLibrary with(String yaml, String file) {
    StyleFile style = StyleFile.read(yaml, file, frames);
    SortedMap<String, StyleFile> all = new TreeMap<>(files);
    if (all.put(style.style().name(), style) != null) {
      throw new ConfigException(
          Place.option(file), "style '" + style.style().name() + "' already exists");
    }
    return new PromptLibrary(frames, all);
  }

  /** All styles by name. */
  public List<Style> styles() {
    return files.values().stream().map(StyleFile::style).toList();
  }

  /**
   * @throws IllegalArgumentException if the style does not exist; the message lists all
   */
  public Style style(String name) {
    return file(name).style();
  }

  private StyleFile file(String name) {
    StyleFile file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException(
          "unknown style '"
              + Wording.show(name)
              + "'; there are "
              + String.join(", ", new TreeSet<>(files.keySet())));
    }
    return file;
  }

  /**
   * The prompt for documents in a language. Without instructions in the language it has the English
   * ones, which name the language.
   *
   * @param language ISO 639 code; a region after a hyphen is ignored
   * @throws IllegalArgumentException if the style does not exist
   */
  public Prompt prompt(String style, String language, Instructions instructions) {
    StyleFile file = file(style);
    String code = language.replaceAll("[-_].*", "");
    boolean own = instructions == Instructions.OWN && file.variants().containsKey(code);
    return prompts.computeIfAbsent(
        new Key(style, code, own ? code : ENGLISH), key -> prompt(file, key));
  }

  private Prompt prompt(StyleFile file, Key key) {
    StyleFile.Variant variant = file.variants().get(key.instructions());
    Style style = file.style();
    Markers markers = frames.markers(key.language());
    String preamble = "";
    if (style.envelope() == Style.Envelope.PREAMBLE) {
      StyleFile.Variant same = file.variants().get(key.language());
      preamble = same == null ? variant.preamble() : same.preamble();
      preamble = preamble.isEmpty() ? frames.preamble(key.language()) : preamble;
    }
    AnswerShape shape =
        new AnswerShape(
            style.form(),
            style.envelope(),
            preamble,
            file.tag(),
            file.minItems(),
            markers,
            frames.words());
    Map<String, String> words = new TreeMap<>();
    words.put("language", frames.name(key.language(), key.instructions()));
    words.put("question", markers.question());
    words.put("answer", markers.answer());
    words.put("user", markers.user());
    words.put("assistant", markers.assistant());
    words.put("preamble", preamble);
    words.put("tag", file.tag());
    Hash128 hash = hash(style, file.minItems(), variant, words);
    return new Prompt(
        style,
        key.language(),
        key.instructions(),
        hash,
        shape,
        variant.systemTemplate().template(),
        variant.userTemplate().template(),
        words);
  }

  private static Hash128 hash(
      Style style, int minItems, StyleFile.Variant variant, Map<String, String> words) {
    StringBuilder canonical = new StringBuilder();
    canonical.append(style.form()).append('\n').append(style.envelope()).append('\n');
    canonical.append(minItems).append('\n');
    words.forEach((name, word) -> canonical.append(name).append('=').append(word).append('\n'));
    canonical.append('\u0001').append(variant.system()).append('\u0001').append(variant.user());
    return Hash128.of(canonical.toString());
  }
}
