package io.millrace.connectors.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.Setting;
import io.millrace.connectors.fetch.images.Fetching;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchSettingsTest {

  @Test
  void everyComponentIsDescribed() {
    for (RecordComponent component : FetchSettings.class.getRecordComponents()) {
      assertThat(component.isAnnotationPresent(Setting.class)).as(component.getName()).isTrue();
    }
  }

  @Test
  void theUserAgentSaysWhoAndHowToOptOut() {
    assertThat(FetchSettings.defaults().userAgentHeader())
        .matches("millrace/\\S+ \\(image-text data; opt out by robots.txt, .*\\)");
    assertThat(new Fetching.Change().settings().userAgentHeader())
        .contains("+https://example.org/bot");
  }

  @Test
  void theBufferHoldsTwoLargestImages() {
    assertRefused(
        change -> {
          change.maxBuffered = 2 << 20;
          change.maxBytes = (1 << 20) + 1;
        },
        "max_buffered_bytes is 2097152, less than twice max_bytes 1048577");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "bot/2", "9bot", "b\u00f6t", "bot\r\nX: y"})
  void theUserAgentIsAToken(String agent) {
    assertRefused(change -> change.agent = agent, "user_agent is '" + agent + "'; it has letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a(b", "\u00fc@example.org", "x\r\nHost: y"})
  void theContactIsOneAddress(String contact) {
    assertRefused(change -> change.contact = contact, "contact is '" + contact + "'; it is one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything is fine", "10.0.0.0/33", "::1/200", ""})
  void allowedEntriesAreNetworksAddressesOrHosts(String allowed) {
    assertRefused(change -> change.allow = List.of(allowed), "'" + allowed + "'");
  }

  @Test
  void optOutDirectivesAreLowerCase() {
    Fetching.Change change = new Fetching.Change();
    change.optOut = List.of(" NoAI ", "NOINDEX");
    assertThat(change.settings().optOut()).containsExactly("noai", "noindex");
  }

  private static void assertRefused(Consumer<Fetching.Change> wrong, String message) {
    Fetching.Change change = new Fetching.Change();
    wrong.accept(change);
    assertThatThrownBy(change::settings)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
