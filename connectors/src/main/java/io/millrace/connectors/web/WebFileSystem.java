package io.millrace.connectors.web;

import io.millrace.connectors.files.SideBySide;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;

/** The read-only file system of one scheme: {@code https}, {@code http} or {@code hf}. */
final class WebFileSystem extends FileSystem<WebFile> {

  private final String scheme;
  private final WebRequests finding;
  private final WebRequests reading;

  WebFileSystem(String scheme, WebRequests finding, WebRequests reading) {
    this.scheme = scheme;
    this.finding = finding;
    this.reading = reading;
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    return SideBySide.ask(specs, this::match);
  }

  private MatchResult match(String spec) {
    try {
      return MatchResult.create(Status.OK, found(spec));
    } catch (FileNotFoundException none) {
      return MatchResult.create(Status.NOT_FOUND, none);
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      return MatchResult.create(Status.ERROR, new IOException(wrong.getMessage(), wrong));
    } catch (IOException failed) {
      return MatchResult.create(Status.ERROR, failed);
    }
  }

  private List<Metadata> found(String spec) throws IOException {
    if (scheme.equals(HubAddress.SCHEME)) {
      HubAddress address = HubAddress.parse(spec);
      if (HubFiles.isPattern(address)) {
        List<Metadata> all = new ArrayList<>();
        for (HubFiles.Found file : new HubFiles(finding).match(address)) {
          all.add(metadata(file.address().toString(), file.size()));
        }
        return all;
      }
    }
    return List.of(metadata(spec, size(spec)));
  }

  private static Metadata metadata(String address, long size) {
    return Metadata.builder()
        .setResourceId(new WebFile(address))
        .setSizeBytes(size)
        .setIsReadSeekEfficient(true)
        .build();
  }

  private long size(String address) throws IOException {
    long size = finding.size(url(address));
    if (size < 0) {
      throw new IOException("the server does not say how large it is");
    }
    return size;
  }

  private URI url(String address) {
    return scheme.equals(HubAddress.SCHEME)
        ? HubAddress.parse(address).file(finding.hub().address())
        : WebRequests.address(address);
  }

  @Override
  protected ReadableByteChannel open(WebFile file) {
    return new WebChannel(reading, url(file.address()));
  }

  @Override
  protected WebFile matchNewResource(String spec, boolean isDirectory) {
    return new WebFile(isDirectory && !spec.endsWith("/") ? spec + "/" : spec);
  }

  @Override
  protected String getScheme() {
    return scheme;
  }

  @Override
  protected WritableByteChannel create(WebFile file, CreateOptions options) {
    throw readOnly();
  }

  @Override
  protected void copy(List<WebFile> from, List<WebFile> to) {
    throw readOnly();
  }

  @Override
  protected void rename(List<WebFile> from, List<WebFile> to, MoveOptions... options) {
    throw readOnly();
  }

  @Override
  protected void delete(Collection<WebFile> files) {
    throw readOnly();
  }

  private UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("read-only file system " + scheme);
  }
}
