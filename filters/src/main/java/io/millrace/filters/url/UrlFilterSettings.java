package io.millrace.filters.url;

import io.millrace.api.Setting;
import java.util.List;

/** What {@link UrlFilter} blocks. */
public record UrlFilterSettings(
    @Setting(
            "Folder of block lists in UT1's format: a folder per category with files domains and"
                + " urls; empty for none.")
        String lists,
    @Setting("Categories of the folder to use; empty for all.") List<String> categories,
    @Setting("Further blocked domains; each stands for itself and everything under it.")
        List<String> domains,
    @Setting("Further blocked URLs; each stands for itself and everything below its path.")
        List<String> urls,
    @Setting("Blocked words, each of letters and digits; matched as whole words of the URL.")
        List<String> words,
    @Setting(
            "Whether a listed public suffix such as co.uk or github.io blocks everything under it;"
                + " otherwise it blocks only the host of that very name.")
        boolean allowPublicSuffix) {

  public UrlFilterSettings {
    categories = List.copyOf(categories);
    domains = List.copyOf(domains);
    urls = List.copyOf(urls);
    words = List.copyOf(words);
    if (lists.isEmpty() && !categories.isEmpty()) {
      throw new IllegalArgumentException(
          "categories is " + categories + ", but lists names no folder to find them in");
    }
    for (String word : words) {
      if (!UrlWords.isWord(word)) {
        throw new IllegalArgumentException(
            "words has '" + word + "', must be one word of letters and digits");
      }
    }
  }

  public static UrlFilterSettings defaults() {
    return new UrlFilterSettings("", List.of(), List.of(), List.of(), List.of(), false);
  }
}
