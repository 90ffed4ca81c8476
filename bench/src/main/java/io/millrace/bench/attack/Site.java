package io.millrace.bench.attack;

import io.millrace.connectors.fetch.images.RawServer;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;

/** A web site of images on the loopback address, which records requests. */
final class Site implements AutoCloseable {

  private final RawServer server = new RawServer();
  private final byte[] image;

  /** Creates a site whose images depend on the seed. */
  Site(long seed) throws IOException {
    image = Made.png(seed);
    server.serve("/robots.txt", RawServer.answer(404, "", new byte[0]));
  }

  /** Serves an image at a path, with additional headers: lines with line ends. */
  String image(String path, String headers) {
    server.serve(path, "Content-Type: image/png\r\n" + headers, image);
    return server.url(path);
  }

  String answers(String path, RawServer.Answer answer) {
    server.serve(path, answer);
    return server.url(path);
  }

  String url(String path) {
    return server.url(path);
  }

  /** Paths that were requested. */
  Set<String> asked() {
    return server.requests().stream()
        .map(request -> URI.create(request.path()).getPath())
        .collect(Collectors.toSet());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
