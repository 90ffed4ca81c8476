package io.millrace.connectors.files;

import io.millrace.shards.file.FileTree;
import io.millrace.shards.file.StoredFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A folder on one of Beam's file systems. */
public record BeamFolder(ResourceId resource) implements StoredFolder {

  @Override
  public BeamFile file(String path) {
    return new BeamFile(BeamFiles.resolve(resource, path));
  }

  @Override
  public FileTree tree() throws IOException {
    if (resource.getScheme().equals("file")) {
      return FileTree.of(Path.of(resource.toString()));
    }
    SortedMap<String, Long> files = new TreeMap<>();
    String root = resource.toString();
    for (MatchResult.Metadata file : BeamFiles.matching(root + "**")) {
      String path = file.resourceId().toString().substring(root.length());
      if (!path.isEmpty() && !path.endsWith("/")) {
        files.put(path, file.sizeBytes());
      }
    }
    return new FileTree(files, Collections.emptySortedMap());
  }

  @Override
  public String toString() {
    return resource.toString();
  }
}
