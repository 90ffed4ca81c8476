package io.millrace.pipelines.flow;

import io.millrace.connectors.files.BeamFile;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.PackedItems;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.shards.layout.Shards;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The place of items that a worker of a stream wrote to a file until their window closes. The
 * engine moves and checkpoints only segments, about 100 bytes each; texts and marks cross the
 * network once, through the output's file system. So state and memory do not grow with the window.
 *
 * @param key shard or partition of the items
 * @param file name below the folder of segments
 * @param offset first byte in the file
 * @param length compressed bytes
 * @param size uncompressed bytes
 */
public record Segment(int key, String file, long offset, int length, int size) {

  static final String NAME_OF_FOLDER = "segments";

  private static final String FOLDER = Shards.WORK + '/' + NAME_OF_FOLDER + '/';

  /** Stands for no items: makes a shard fire that gets no documents. */
  public static final EncodedItem NONE = new EncodedItem(ItemKind.NOTHING, new byte[0]);

  /** Names without {@link #NONE}. */
  static List<EncodedItem> some(Iterable<EncodedItem> names) {
    List<EncodedItem> some = new ArrayList<>();
    for (EncodedItem name : names) {
      if (name.kind() != ItemKind.NOTHING) {
        some.add(name);
      }
    }
    return some;
  }

  /** Address of a file of segments, by the run's output. */
  public static String address(String output, String file) {
    return WindowTimes.below(output, FOLDER + file);
  }

  /** Deletes files of segments; missing ones are ignored. */
  public static void delete(String output, Collection<String> files) throws IOException {
    List<ResourceId> found = new ArrayList<>();
    for (String file : files) {
      found.add(BeamFiles.file(address(output, file)));
    }
    FileSystems.delete(found, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** The files of the segments among some items. */
  public static SortedSet<String> files(Iterable<EncodedItem> names) {
    SortedSet<String> files = new TreeSet<>();
    for (EncodedItem name : names) {
      if (name.kind() == ItemKind.SEGMENT) {
        files.add(of(name).file());
      }
    }
    return files;
  }

  private static Segment of(EncodedItem name) {
    try {
      return Segment.read(new DataInputStream(new ByteArrayInputStream(name.bytes())));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The segment as an item, which stands for the items in it. */
  public EncodedItem toItem() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      write(out);
      return new EncodedItem(ItemKind.SEGMENT, bytes.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public void write(DataOutputStream out) throws IOException {
    out.writeInt(key);
    out.writeUTF(file);
    out.writeLong(offset);
    out.writeInt(length);
    out.writeInt(size);
  }

  public static Segment read(DataInputStream in) throws IOException {
    return new Segment(in.readInt(), in.readUTF(), in.readLong(), in.readInt(), in.readInt());
  }

  /** Replaces each segment by its items, with one segment in memory at a time. Other items stay. */
  public static Iterable<EncodedItem> items(String output, Iterable<EncodedItem> names) {
    return PackedItems.takenApart(names, name -> items(output, name));
  }

  private static Iterator<EncodedItem> items(String output, EncodedItem name) {
    if (name.kind() != ItemKind.SEGMENT) {
      return Collections.singleton(name).iterator();
    }
    try {
      return of(name).unpack(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Iterator<EncodedItem> unpack(String output) throws IOException {
    String address = address(output, file);
    byte[] packed;
    try (InputStream in = BeamFile.at(address).openAt(offset)) {
      packed = in.readNBytes(length);
    }
    if (packed.length < length) {
      throw new EOFException(address + " is truncated");
    }
    try {
      return PackedItems.items(packed, 0, size);
    } catch (IllegalArgumentException damaged) {
      throw new IOException(address + " is damaged at " + offset, damaged);
    }
  }
}
