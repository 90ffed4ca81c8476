package io.millrace.connectors.web;

import io.millrace.connectors.files.BeamFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;

/** Registers the file systems with Beam, which finds this class through its service file. */
public final class WebFileSystems implements FileSystemRegistrar {

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    Supplier<Hub> hub = () -> Hub.of(System.getenv());
    WebRequests finding = new WebRequests(hub, WebRequests.Limits.SHORT);
    WebRequests reading = new WebRequests(hub, WebRequests.Limits.STANDARD);
    List<FileSystem<?>> all = new ArrayList<>();
    for (String scheme : BeamFiles.READ_ONLY) {
      all.add(new WebFileSystem(scheme, finding, reading));
    }
    return all;
  }
}
