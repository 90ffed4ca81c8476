package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemeTest {

  @Test
  void aMissingFileSystemIsNamedWithItsProfile() {
    assertThatThrownBy(() -> BeamFiles.checkScheme("gs://bucket/*.warc.gz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no file system for gs://bucket/*.warc.gz; build millrace with the Maven profile gcs");
    assertThatThrownBy(() -> BeamFiles.checkScheme("foo://x/y"))
        .hasMessage("no file system for foo://x/y");
  }

  @Test
  void anAddressOfALocalFileIsItsPath() {
    for (String address : new String[] {"file:///data/a b", "file:/data/a b", "/data/a b"}) {
      assertThat(BeamFiles.file(address)).as(address).hasToString("/data/a b");
      assertThat(BeamFiles.folder(address)).as(address).hasToString("/data/a b/");
    }
  }

  @Test
  void localPathsPass() {
    for (String path : new String[] {"/tmp/a*", "a/b", "file:///tmp/a", "C:\\a", "odd:name"}) {
      assertThatCode(() -> BeamFiles.checkScheme(path)).as(path).doesNotThrowAnyException();
    }
  }
}
