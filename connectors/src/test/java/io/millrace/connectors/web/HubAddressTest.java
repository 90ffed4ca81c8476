package io.millrace.connectors.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubAddressTest {

  @ParameterizedTest
  @CsvSource({
    "hf://datasets/o/n/de/a b.parquet, datasets/o/n/resolve/main/de/a%20b.parquet, api/datasets/o/n/tree/main/de/a%20b.parquet",
    "hf://datasets/o/n@refs%2Fpr%2F1/x.gz, datasets/o/n/resolve/refs%252Fpr%252F1/x.gz, api/datasets/o/n/tree/refs%252Fpr%252F1/x.gz",
    "hf://o/n@abc/m.onnx, o/n/resolve/abc/m.onnx, api/models/o/n/tree/abc/m.onnx",
    "hf://spaces/o/n/x, spaces/o/n/resolve/main/x, api/spaces/o/n/tree/main/x",
  })
  void filesAndListsHaveAddresses(String address, String file, String list) {
    HubAddress hub = HubAddress.parse(address);
    assertThat(hub).hasToString(address);
    assertThat(hub.file(Hub.STANDARD)).hasToString("https://huggingface.co/" + file);
    assertThat(hub.list(Hub.STANDARD, true))
        .hasToString("https://huggingface.co/" + list + "?recursive=true");
  }

  @Test
  void theMainRevisionIsTheDefault() {
    assertThat(HubAddress.parse("hf://datasets/o/n@main/x"))
        .isEqualTo(HubAddress.parse("hf://datasets/o/n/x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hf://", "hf://o", "hf:///o/n", "hf://datasets/o", "hf://o/n@/x", "hf:o/n"})
  void rejectsInvalidRepositories(String address) {
    assertThatThrownBy(() -> HubAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not of the form hf://datasets/OWNER/NAME/PATH");
  }

  @Property
  void anyPathReadsBackAndHasAnAddress(@ForAll @NotBlank @StringLength(max = 40) String path) {
    HubAddress address = new HubAddress("datasets", "o", "main", "").at(path);
    HubAddress whole = new HubAddress("datasets", "o/n", "main", address.path());
    if (path.indexOf('\n') < 0
        && path.chars().noneMatch(c -> c == '\r' || c == 0x85 || c >= 0x2028 && c <= 0x2029)) {
      assertThat(HubAddress.parse(whole.toString())).isEqualTo(whole);
    }
    assertThat(whole.file(URI.create("http://localhost:1")).toString())
        .startsWith("http://localhost:1/datasets/o/n/resolve/main/");
  }

  @Test
  void findsTheHubAndTokenAsItsToolsDo(@TempDir Path home) throws Exception {
    Hub standard = Hub.of(Map.of("HF_HOME", home.toString()));
    assertThat(standard).isEqualTo(new Hub(Hub.STANDARD, java.util.Optional.empty()));
    Files.writeString(home.resolve("token"), "left by a login\n");
    assertThat(Hub.of(Map.of("HF_HOME", home.toString())).token()).contains("left by a login");
    Hub own = Hub.of(Map.of("HF_ENDPOINT", "http://mirror:8080", "HF_TOKEN", "said"));
    assertThat(own.token()).contains("said");
    assertThat(own.is(URI.create("http://mirror:8080/x"))).isTrue();
    assertThat(own.is(URI.create("http://mirror:8081/x"))).isFalse();
    assertThat(own.is(URI.create("https://mirror:8080/x"))).isFalse();
    assertThatThrownBy(() -> Hub.of(Map.of("HF_ENDPOINT", "mirror")))
        .hasMessage("HF_ENDPOINT: mirror is not an address of a web server");
  }
}
