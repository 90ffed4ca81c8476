package io.millrace.connectors.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path in a repository of Hugging Face's hub, in the form of its own tools: {@code
 * hf://datasets/OWNER/NAME@REVISION/PATH}, where the revision is optional. Repositories of models
 * have no first part.
 *
 * @param kind {@code datasets}, {@code spaces}, or {@code models}
 * @param repository owner and name
 * @param revision branch, tag or commit
 * @param path in the repository, possibly with wildcards; "" for its root
 */
record HubAddress(String kind, String repository, String revision, String path) {

  static final String SCHEME = "hf";

  private static final String MAIN = "main";
  private static final Pattern FORM =
      Pattern.compile(
          "hf://(?:(datasets|spaces)/)?((?!(?:datasets|spaces)/)[^/@]+/[^/@]+)(?:@([^/]+))?(?:/(.*))?");

  /**
   * @throws IllegalArgumentException when the text is not such an address
   */
  static HubAddress parse(String address) {
    Matcher form = FORM.matcher(address);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "not of the form hf://datasets/OWNER/NAME/PATH or hf://datasets/OWNER/NAME@REVISION/PATH");
    }
    return new HubAddress(
        form.group(1) == null ? "models" : form.group(1),
        form.group(2),
        form.group(3) == null ? MAIN : form.group(3),
        form.group(4) == null ? "" : form.group(4));
  }

  HubAddress at(String otherPath) {
    return new HubAddress(kind, repository, revision, otherPath);
  }

  private String name() {
    return (kind.equals("models") ? "" : kind + "/") + repository;
  }

  URI file(URI hub) {
    return hub.resolve("/" + name() + "/resolve/" + encoded(revision) + "/" + encodedPath(path));
  }

  /** Address of the first page of a folder's listing. */
  URI list(URI hub, boolean recursive) {
    String folder = path.isEmpty() ? "" : "/" + encodedPath(path);
    String tree = "/api/" + kind + "/" + repository + "/tree/" + encoded(revision);
    return hub.resolve(tree + folder + "?recursive=" + recursive);
  }

  private static String encodedPath(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(HubAddress::encoded)
        .collect(Collectors.joining("/"));
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "hf://"
        + name()
        + (revision.equals(MAIN) ? "" : "@" + revision)
        + (path.isEmpty() ? "" : "/" + path);
  }
}
