package io.millrace.pipelines.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSorterTest {

  @Property(tries = 200)
  void sortsWithAnyMemory(
      @ForAll List<byte[]> items, @ForAll @IntRange(min = 1, max = 400) int memory)
      throws IOException {
    Path folder = Files.createTempDirectory("sorter");
    List<byte[]> expected = new ArrayList<>(items);
    expected.sort(Arrays::compareUnsigned);

    List<byte[]> sorted = sort(folder, items, memory);

    assertThat(sorted).hasSameSizeAs(expected);
    for (int i = 0; i < sorted.size(); i++) {
      assertThat(sorted.get(i)).isEqualTo(expected.get(i));
    }
    assertThat(filesIn(folder)).isZero();
    Files.delete(folder);
  }

  @Test
  void mergesMoreRunsThanItOpensAtOnce(@TempDir Path folder) throws IOException {
    List<byte[]> items = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      items.add(new byte[] {(byte) (i * 7), (byte) i});
    }
    List<byte[]> expected = new ArrayList<>(items);
    expected.sort(Arrays::compareUnsigned);

    List<byte[]> sorted = sort(folder, items, 1);

    assertThat(sorted).usingElementComparator(Arrays::compareUnsigned).isEqualTo(expected);
    assertThat(filesIn(folder)).isZero();
  }

  @Property(tries = 50)
  void orderOfArrivalDoesNotMatter(@ForAll @Size(max = 50) List<byte[]> items) throws IOException {
    Path folder = Files.createTempDirectory("sorter");
    List<byte[]> backwards = new ArrayList<>(items);
    java.util.Collections.reverse(backwards);
    assertThat(sort(folder, backwards, 100))
        .usingElementComparator(Arrays::compareUnsigned)
        .isEqualTo(sort(folder, items, 100));
    Files.delete(folder);
  }

  private static List<byte[]> sort(Path folder, List<byte[]> items, long memory)
      throws IOException {
    List<byte[]> sorted = new ArrayList<>();
    try (ExternalSorter sorter = new ExternalSorter(folder, memory)) {
      for (byte[] item : items) {
        sorter.add(item);
      }
      for (Iterator<byte[]> each = sorter.sorted(); each.hasNext(); ) {
        sorted.add(each.next());
      }
    }
    return sorted;
  }

  private static long filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
