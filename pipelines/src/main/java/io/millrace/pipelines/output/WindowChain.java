package io.millrace.pipelines.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.BeamFolder;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.layout.SuccessFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The committed windows of a stream, in {@code commits/}: one small file each, which never changes.
 * It has the hash of the window's {@code _SUCCESS}, and the name and hash of the previous file. So
 * a commit writes one file, whatever the number of windows, and a window or file that is changed,
 * removed or inserted is detected. A takedown adds a revision of a window's file, which names the
 * previous revision.
 *
 * <pre>
 * commits/000000000000-begin.json                windows committed by versions without these files
 * commits/000000000007-2026-01-02T03-00Z.json    the seventh window
 * commits/000000000007-2026-01-02T03-00Z.1.json  the same after a takedown
 * </pre>
 */
public final class WindowChain {

  private static final int FORMAT_VERSION = 1;
  private static final String BEGIN = "begin";
  private static final Pattern NAME =
      Pattern.compile("(\\d{12})-([0-9A-Za-z-]+)(?:\\.(\\d{1,9}))?\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResourceId output;
  private final Set<String> known;
  private long last;
  private Optional<Link> tail;

  /** Name and hash of a file. */
  private record Link(String file, String sha256) {}

  /**
   * Content of a file in {@code commits/}.
   *
   * @param windows hash of {@code _SUCCESS} by window
   */
  private record Entry(Name name, String sha256, Link previous, SortedMap<String, String> windows) {
    Link link() {
      return new Link(name.file(), sha256);
    }
  }

  private record Name(String file, long number, String window, int revision)
      implements Comparable<Name> {

    static Optional<Name> of(String file) {
      Matcher name = NAME.matcher(file);
      return name.matches()
          ? Optional.of(
              new Name(
                  file,
                  Long.parseLong(name.group(1)),
                  name.group(2),
                  name.group(3) == null ? 0 : Integer.parseInt(name.group(3))))
          : Optional.empty();
    }

    static Name of(long number, String window, int revision) {
      String digits = Long.toString(number);
      String file =
          "0".repeat(12 - digits.length())
              + digits
              + '-'
              + window
              + (revision == 0 ? "" : "." + revision)
              + ".json";
      return new Name(file, number, window, revision);
    }

    boolean isBegin() {
      return number == 0 && window.equals(BEGIN);
    }

    @Override
    public int compareTo(Name other) {
      int order = Long.compare(number, other.number);
      // a revision of a window in the begin file has number 0 and follows it
      order = order == 0 ? Boolean.compare(other.isBegin(), isBegin()) : order;
      order = order == 0 ? window.compareTo(other.window) : order;
      return order == 0 ? Integer.compare(revision, other.revision) : order;
    }
  }

  private WindowChain(ResourceId output, Set<String> known, long last, Optional<Link> tail) {
    this.output = output;
    this.known = known;
    this.last = last;
    this.tail = tail;
  }

  /** Whether a path in an output has the form of one of these files. */
  public static boolean isEntry(String path) {
    return path.startsWith(Shards.COMMITS + '/')
        && Name.of(path.substring(Shards.COMMITS.length() + 1)).isPresent();
  }

  /**
   * Opens the chain of a stream for writing. Its begin file lists windows that an earlier version
   * of millrace committed.
   *
   * @param address of the stream's output
   */
  public static WindowChain open(String address) throws IOException {
    ResourceId output = BeamFiles.folder(address);
    List<Name> names = names(output);
    if (names.isEmpty()) {
      return begin(output);
    }
    Set<String> known = new HashSet<>();
    Name newest = names.get(0);
    for (Name each : names) {
      known.add(each.window());
      if (each.revision() == 0 && each.number() >= newest.number()) {
        newest = each;
      }
    }
    if (names.get(0).isBegin()) {
      known.addAll(read(output, names.get(0)).windows().keySet());
    }
    return new WindowChain(
        output, known, newest.number(), Optional.of(read(output, newest).link()));
  }

  private static WindowChain begin(ResourceId output) throws IOException {
    SortedMap<String, String> windows = new TreeMap<>();
    String folder = output + Shards.WINDOWS + '/';
    for (MatchResult.Metadata file : BeamFiles.matching(folder + "*/" + Shards.SUCCESS)) {
      String path = file.resourceId().toString().substring(folder.length());
      windows.put(
          path.substring(0, path.indexOf('/')),
          SuccessFile.sha256(new BeamFile(file.resourceId())));
    }
    WindowChain chain = new WindowChain(output, new HashSet<>(), 0, Optional.empty());
    if (!windows.isEmpty()) {
      chain.tail = Optional.of(write(output, Name.of(0, BEGIN, 0), Optional.empty(), windows));
      chain.known.addAll(windows.keySet());
    }
    return chain;
  }

  private static List<Name> names(ResourceId output) throws IOException {
    List<Name> names = new ArrayList<>();
    String folder = output + Shards.COMMITS + '/';
    for (MatchResult.Metadata file : BeamFiles.matching(folder + "*.json")) {
      Name.of(file.resourceId().toString().substring(folder.length())).ifPresent(names::add);
    }
    names.sort(null);
    return names;
  }

  /** Adds a window that has its {@code _SUCCESS}, unless the chain has it. */
  public void add(String window) throws IOException {
    if (known.contains(window)) {
      return;
    }
    SortedMap<String, String> one = new TreeMap<>();
    one.put(window, success(output, window));
    tail = Optional.of(write(output, Name.of(last + 1, window, 0), tail, one));
    last++;
    known.add(window);
    if (!success(output, window).equals(one.get(window))) {
      // a takedown changed the window before the chain had it
      revise(output, List.of(window));
    }
  }

  /**
   * Adds revisions for windows that a takedown changed. Does nothing in an output without a chain,
   * or if the revision exists.
   */
  public static void revise(ResourceId output, List<String> windows) throws IOException {
    Map<String, Name> latest = new HashMap<>();
    for (Name each : names(output)) {
      if (each.isBegin()) {
        read(output, each).windows().keySet().forEach(window -> latest.put(window, each));
      } else {
        latest.put(each.window(), each);
      }
    }
    for (String window : windows) {
      if (latest.containsKey(window)) {
        revise(output, window, latest.get(window));
      }
    }
  }

  private static void revise(ResourceId output, String window, Name latest) throws IOException {
    Entry before = read(output, latest);
    String success = success(output, window);
    if (!success.equals(before.windows().get(window))) {
      SortedMap<String, String> one = new TreeMap<>();
      one.put(window, success);
      Name next = Name.of(latest.number(), window, latest.revision() + 1);
      write(output, next, Optional.of(before.link()), one);
    }
  }

  private static String success(ResourceId output, String window) throws IOException {
    return SuccessFile.sha256(
        new BeamFolder(output).file(Shards.WINDOWS + '/' + window + '/' + Shards.SUCCESS));
  }

  private static ResourceId file(ResourceId output, Name name) {
    return BeamFiles.resolve(output, Shards.COMMITS + '/' + name.file());
  }

  private static Link write(
      ResourceId output, Name name, Optional<Link> previous, SortedMap<String, String> windows)
      throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("format_version", FORMAT_VERSION);
    previous.ifPresent(
        link -> tree.putObject("previous").put("file", link.file()).put("sha256", link.sha256()));
    ArrayNode all = tree.putArray("windows");
    windows.forEach(
        (window, success) -> all.addObject().put("window", window).put("success", success));
    ResourceId file = file(output, name);
    ResourceId temporary = BeamFiles.resolve(output, Shards.WORK + "/tmp/" + name.file());
    DurableFiles.replace(file, temporary, JSON.writeValueAsBytes(tree));
    return new Link(name.file(), SuccessFile.sha256(new BeamFile(file)));
  }

  private static Entry read(ResourceId output, Name name) throws IOException {
    ResourceId file = file(output, name);
    JsonNode tree;
    try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
      tree = JSON.readTree(in);
    } catch (JsonProcessingException garbage) {
      throw new IOException(file + " is damaged", garbage);
    }
    int version = tree.path("format_version").asInt();
    if (version != FORMAT_VERSION) {
      throw new IOException(file + " has format version " + version + " or is damaged");
    }
    SortedMap<String, String> windows = new TreeMap<>();
    for (JsonNode each : tree.path("windows")) {
      windows.put(each.path("window").asText(), each.path("success").asText());
    }
    JsonNode previous = tree.path("previous");
    Link link =
        previous.isMissingNode()
            ? null
            : new Link(previous.path("file").asText(), previous.path("sha256").asText());
    return new Entry(name, SuccessFile.sha256(new BeamFile(file)), link, windows);
  }

  /**
   * Reads and verifies the whole chain.
   *
   * @param report receives a path and a problem
   * @return the expected hash of each window's {@code _SUCCESS}; empty when the output has no chain
   */
  static Optional<SortedMap<String, String>> check(
      ResourceId output, BiConsumer<String, String> report) throws IOException {
    List<Name> names = names(output);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Entry> entries = new HashMap<>();
    SortedMap<String, String> windows = new TreeMap<>();
    for (Name name : names) {
      Entry entry;
      try {
        entry = read(output, name);
      } catch (IOException damaged) {
        report.accept(Shards.COMMITS + '/' + name.file(), "is damaged");
        continue;
      }
      checkLink(entry, entries, report);
      entries.put(name.file(), entry);
      boolean own = name.isBegin() || entry.windows().keySet().equals(Set.of(name.window()));
      if (!own) {
        report.accept(Shards.COMMITS + '/' + name.file(), "has another window than its name");
      }
      windows.putAll(entry.windows());
    }
    return Optional.of(windows);
  }

  /** The file that is named as previous must exist, be unchanged, and be the previous one. */
  private static void checkLink(
      Entry entry, Map<String, Entry> earlier, BiConsumer<String, String> report) {
    String path = Shards.COMMITS + '/' + entry.name().file();
    Link link = entry.previous();
    if (link == null) {
      boolean first = earlier.isEmpty() && entry.name().revision() == 0;
      if (!first) {
        report.accept(path, "names no previous file, and is not the first");
      }
      return;
    }
    Entry before = earlier.get(link.file());
    if (before == null) {
      report.accept(path, "follows " + link.file() + ", which is missing or damaged");
    } else if (!before.sha256().equals(link.sha256())) {
      report.accept(Shards.COMMITS + '/' + link.file(), "was changed after " + path);
    } else if (entry.name().revision() == 0
        && before.name().number() != entry.name().number() - 1) {
      report.accept(path, "does not follow " + link.file());
    }
  }
}
