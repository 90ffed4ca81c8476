package io.millrace.connectors.files;

import io.millrace.shards.file.StoredFile;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/** A file on one of Beam's file systems, opened by {@link BeamFiles}. */
public record BeamFile(ResourceId resource) implements StoredFile {

  public static BeamFile at(String address) {
    return new BeamFile(BeamFiles.file(address));
  }

  @Override
  public ReadableByteChannel open() throws IOException {
    return BeamFiles.open(resource);
  }

  @Override
  public long size() throws IOException {
    return FileSystems.matchSingleFileSpec(resource.toString()).sizeBytes();
  }

  @Override
  public WritableByteChannel create() throws IOException {
    return FileSystems.create(resource, MimeTypes.BINARY);
  }

  @Override
  public String toString() {
    return resource.toString();
  }
}
