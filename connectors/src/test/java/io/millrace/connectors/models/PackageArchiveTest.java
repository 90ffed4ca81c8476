package io.millrace.connectors.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageArchiveTest {

  /** A truncated or changed archive gives the member or a reason, never another exception. */
  @Property(tries = 150)
  void damage(
      @ForAll boolean wheel,
      @ForAll @Size(max = 300) byte[] content,
      @ForAll @IntRange(max = 400) int at,
      @ForAll byte change,
      @ForAll boolean cut)
      throws IOException {
    Path folder = Files.createTempDirectory("archive");
    Path archive = folder.resolve(wheel ? "a.whl" : "a.tgz");
    Path to = folder.resolve("out");
    try {
      if (wheel) {
        Archives.zip(archive, Map.of("m", content));
      } else {
        Archives.tgz(archive, Map.of("m", content));
      }
      PackageArchive.extract(archive, "m", to, content.length);
      assertThat(to).hasBinaryContent(content);
      byte[] bytes = Files.readAllBytes(archive);
      int place = at % bytes.length;
      bytes[place] ^= change;
      Files.write(archive, cut ? Arrays.copyOf(bytes, place) : bytes);
      try {
        PackageArchive.extract(archive, "m", to, content.length);
        assertThat(Files.size(to)).isLessThanOrEqualTo(content.length);
      } catch (FetchException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    } finally {
      Files.deleteIfExists(to);
      Files.deleteIfExists(archive);
      Files.deleteIfExists(folder);
    }
  }

  @Test
  void rejectsUnsafePathsInBothFormats(@TempDir Path folder) throws IOException {
    byte[] none = {};
    for (String name : new String[] {"../x", "a/../../x", "/etc/x", "a\\..\\x", "C:/x"}) {
      Path wheel = folder.resolve("a.whl");
      Archives.zip(wheel, Map.of("m", none, name, none));
      assertThatThrownBy(() -> PackageArchive.extract(wheel, "m", folder.resolve("o"), 9))
          .isInstanceOf(FetchException.class)
          .hasMessage("the package has the unsafe path " + name);
    }
    Path tar = folder.resolve("a.tgz");
    Archives.tgz(tar, Map.of("m", none, "/x", none));
    assertThatThrownBy(() -> PackageArchive.extract(tar, "m", folder.resolve("o"), 9))
        .hasMessage("the package has the unsafe path /x");
  }
}
