package io.millrace.filters.url;

import io.millrace.filters.text.WordHash;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Blocked domains, URLs and words as sets of 64-bit hashes: 8 bytes per place at a load of at most
 * 3/4. With ten million entries, 1 lookup in 10^12 is wrong.
 */
final class BlockLists {

  private static final int MAX_LINE = 4096;

  private final LongOpenHashSet domains = new LongOpenHashSet();
  private final LongOpenHashSet urls = new LongOpenHashSet();
  private final LongOpenHashSet words = new LongOpenHashSet();
  private final boolean allowPublicSuffix;

  /**
   * @throws IllegalArgumentException when a folder or category does not exist or holds no lists
   * @throws UncheckedIOException when a list cannot be read
   */
  BlockLists(UrlFilterSettings settings) {
    allowPublicSuffix = settings.allowPublicSuffix();
    settings.domains().forEach(this::addDomain);
    settings.urls().forEach(this::addUrl);
    settings.words().forEach(word -> words.add(UrlWords.hash(word)));
    if (!settings.lists().isEmpty()) {
      readFolder(Path.of(settings.lists()), settings.categories());
    }
    domains.trim();
    urls.trim();
  }

  boolean listsWords() {
    return !words.isEmpty();
  }

  /** Whether the host or one of its parent domains is listed. */
  boolean listsDomainOf(NormalUrl url) {
    int length = url.hostLength();
    if (length == 0 || domains.isEmpty()) {
      return false;
    }
    String text = url.toString();
    boolean address = Hosts.isAddress(url.host());
    long hash = WordHash.SEED;
    for (int i = length - 1; i >= 0; i--) {
      char c = text.charAt(i);
      boolean suffix = c == '.' && !address;
      if (suffix
          && domains.contains(WordHash.finish(hash))
          && counts(text.substring(i + 1, length))) {
        return true;
      }
      hash = WordHash.step(hash, c);
    }
    return domains.contains(WordHash.finish(hash));
  }

  /**
   * Whether a listed parent domain blocks its subdomains. Runs only after a match, as it is slow.
   */
  private boolean counts(String suffix) {
    return allowPublicSuffix || !Hosts.isPublicSuffix(suffix);
  }

  /** Whether the URL, or a prefix of it before a slash or question mark, is listed. */
  boolean listsUrl(NormalUrl url) {
    String text = url.toString();
    if (text.isEmpty() || urls.isEmpty()) {
      return false;
    }
    long hash = WordHash.SEED;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean prefix = c == '/' || c == '?';
      if (prefix && urls.contains(WordHash.finish(hash))) {
        return true;
      }
      hash = WordHash.step(hash, c);
    }
    return urls.contains(WordHash.finish(hash));
  }

  /** Number of listed words in a URL; each occurrence counts. */
  int countWords(NormalUrl url) {
    String text =
        Hosts.display(url.host()) + UrlPath.decode(url.toString().substring(url.hostLength()));
    int found = 0;
    long hash = WordHash.SEED;
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (UrlWords.belongs(codePoint)) {
        hash = WordHash.step(hash, UrlWords.fold(codePoint));
        inside = true;
      } else if (inside) {
        found += words.contains(WordHash.finish(hash)) ? 1 : 0;
        hash = WordHash.SEED;
        inside = false;
      }
    }
    return inside && words.contains(WordHash.finish(hash)) ? found + 1 : found;
  }

  private void readFolder(Path folder, List<String> categories) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("lists is '" + folder + "', which is not a folder");
    }
    List<String> names = categories.isEmpty() ? subfolders(folder) : categories;
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "lists is '" + folder + "', which holds no folder of a category");
    }
    for (String name : names) {
      readCategory(folder, name);
    }
  }

  private void readCategory(Path folder, String name) {
    Path category = folder.resolve(name);
    if (!Files.isDirectory(category)) {
      throw new IllegalArgumentException(
          "categories has '" + name + "', but there is no folder '" + category + "'");
    }
    boolean found = readLines(category.resolve("domains"), this::addDomain);
    found |= readLines(category.resolve("urls"), this::addUrl);
    if (!found) {
      throw new IllegalArgumentException(
          "lists has '" + category + "', which holds neither domains nor urls");
    }
  }

  private static List<String> subfolders(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean readLines(Path file, Consumer<String> entries) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    // some lists have bytes of other charsets, which are read as U+FFFD and match nothing
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String entry = line.strip();
        if (!entry.isEmpty() && entry.charAt(0) != '#' && entry.length() <= MAX_LINE) {
          entries.accept(entry);
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addDomain(String entry) {
    String host = NormalUrl.of(entry.startsWith("*.") ? entry.substring(2) : entry).host();
    if (host.isEmpty()) {
      return;
    }
    long hash = WordHash.SEED;
    for (int i = host.length() - 1; i >= 0; i--) {
      hash = WordHash.step(hash, host.charAt(i));
    }
    domains.add(WordHash.finish(hash));
  }

  private void addUrl(String entry) {
    String text = NormalUrl.of(entry).toString();
    if (text.isEmpty()) {
      return;
    }
    long hash = WordHash.SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = WordHash.step(hash, text.charAt(i));
    }
    urls.add(WordHash.finish(hash));
  }
}
