package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void isTheVersionOfTheBuild() throws IOException {
    assertThat(Version.TEXT).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-.+)?");
    assertThat(Files.readString(Path.of("../pom.xml")))
        .contains("<version>" + Version.TEXT + "</version>");
  }
}
