package io.millrace.connectors.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.settings.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Finds the files of a hub repository that match a pattern. */
final class HubFiles {

  record Found(HubAddress address, long size) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WILD = "*?[{";
  private static final int MOST_PAGES = 10_000;

  private final WebRequests requests;

  HubFiles(WebRequests requests) {
    this.requests = requests;
  }

  static boolean isPattern(HubAddress address) {
    return address.path().chars().anyMatch(c -> WILD.indexOf(c) >= 0);
  }

  /**
   * The files in the order of the hub's list.
   *
   * @throws java.io.FileNotFoundException when the repository, revision or folder does not exist
   * @throws IllegalArgumentException when the pattern is invalid
   */
  List<Found> match(HubAddress pattern) throws IOException {
    String path = pattern.path();
    int wild = 0;
    while (WILD.indexOf(path.charAt(wild)) < 0) {
      wild++;
    }
    int slash = path.lastIndexOf('/', wild);
    boolean recursive = path.indexOf('/', wild) >= 0 || path.indexOf("**", wild) >= 0;
    PathMatcher matcher = matcher(path);
    List<Found> found = new ArrayList<>();
    HubAddress folder = pattern.at(path.substring(0, Math.max(0, slash)));
    Optional<URI> next = Optional.of(folder.list(requests.hub().address(), recursive));
    for (int pages = 0; next.isPresent(); pages++) {
      if (pages == MOST_PAGES) {
        throw new IOException("the list of files has more than " + MOST_PAGES + " pages");
      }
      next = page(next.get(), pattern, matcher, found);
    }
    return found;
  }

  private static PathMatcher matcher(String path) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + path);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException("a wrong pattern: " + wrong.getDescription(), wrong);
    }
  }

  private Optional<URI> page(URI page, HubAddress pattern, PathMatcher matcher, List<Found> found)
      throws IOException {
    try (WebRequests.Answer answer = requests.open(page)) {
      JsonNode entries = JSON.readTree(answer.stream());
      if (!entries.isArray()) {
        throw new IOException(
            Address.redact(page.toString()) + ": the response is not a list of files");
      }
      for (JsonNode entry : entries) {
        String path = entry.path("path").asText();
        if (entry.path("type").asText().equals("file") && matches(matcher, path)) {
          found.add(new Found(pattern.at(path), entry.path("size").asLong(-1)));
        }
      }
      return answer.next().isPresent()
          ? Optional.of(WebRequests.other(page, answer.next().get()))
          : Optional.empty();
    } catch (JsonProcessingException damaged) {
      throw new IOException(
          Address.redact(page.toString()) + ": the response is not a list of files", damaged);
    }
  }

  private static boolean matches(PathMatcher matcher, String path) {
    try {
      return matcher.matches(Path.of(path));
    } catch (InvalidPathException otherSystem) {
      return false;
    }
  }
}
