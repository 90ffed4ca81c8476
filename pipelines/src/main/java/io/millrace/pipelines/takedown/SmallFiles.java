package io.millrace.pipelines.takedown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.shards.layout.Shards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Reads reports and tombstones of an output. */
final class SmallFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SmallFiles() {}

  static Optional<byte[]> read(ResourceId folder, String name) throws IOException {
    ResourceId file = BeamFiles.resolve(folder, name);
    if (!BeamFiles.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
      return Optional.of(in.readAllBytes());
    }
  }

  static SortedMap<String, byte[]> reports(ResourceId folder) throws IOException {
    SortedMap<String, byte[]> reports = new TreeMap<>();
    for (String name : List.of(Shards.REPORT_HTML, Shards.REPORT_JSON)) {
      read(folder, name).ifPresent(bytes -> reports.put(name, bytes));
    }
    return reports;
  }

  /** The tombstones of an output and more, in order of id, kind and date. */
  static byte[] tombstones(ResourceId folder, Collection<Tombstone> more) throws IOException {
    SortedSet<Tombstone> all = new TreeSet<>(more);
    all.addAll(tombstones(folder));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Tombstone each : all) {
      lines.write(JSON.writeValueAsBytes(each));
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  static List<Tombstone> tombstones(ResourceId folder) throws IOException {
    List<Tombstone> all = new ArrayList<>();
    String before =
        new String(read(folder, Shards.TOMBSTONES).orElse(new byte[0]), StandardCharsets.UTF_8);
    for (String line : before.lines().toList()) {
      try {
        all.add(JSON.readValue(line, Tombstone.class));
      } catch (JsonProcessingException damaged) {
        throw new IOException(folder + Shards.TOMBSTONES + ": a line is no tombstone", damaged);
      }
    }
    return all;
  }
}
