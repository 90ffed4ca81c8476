package io.millrace.trainer.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.trainer.model.DecoderSettings;
import org.junit.jupiter.api.Test;

class ExpertSettingsTest {

  @Test
  void capacityIsAnEvenShareTimesTheFactorUpToAMultipleOfFour() {
    // 100 * 2 * 1.05 / 8 = 26.25, 27, 28
    assertThat(of(RouterKind.TOKEN_CHOICE, 8, 2, 1.05, false).capacity(100)).isEqualTo(28);
    // exactly, 160 * 1 * 1.1 / 4 is 44
    assertThat(of(RouterKind.TOKEN_CHOICE, 4, 1, 1.1, false).capacity(160)).isEqualTo(44);
    assertThat(of(RouterKind.TOKEN_CHOICE, 64, 1, 1, false).capacity(3)).isEqualTo(4);
    assertThat(of(RouterKind.EXPERT_CHOICE, 4, 2, 1, false).capacity(32)).isEqualTo(8);
    assertThat(of(RouterKind.EXPERT_CHOICE, 4, 1, 4, false).capacity(3)).isEqualTo(3);
  }

  @Test
  void decoderRefusesRoutersThatSeeTheFuture() {
    DecoderSettings dense = DecoderSettings.defaults();
    assertThatThrownBy(() -> dense.with(of(RouterKind.EXPERT_CHOICE, 4, 1, 1, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "router is expert-choice, which routes a token by later tokens; a causal model would"
                + " see the future: use token-choice, or keep it for encoders");
    assertThatThrownBy(() -> dense.with(of(RouterKind.SOFT, 4, 1, 1, false)))
        .hasMessageContaining("router is soft");
    assertThatThrownBy(() -> dense.with(of(RouterKind.TOKEN_CHOICE, 4, 1, 1, true)))
        .hasMessageStartingWith("prioritised is true, which routes a token by later tokens");
    assertThat(dense.with(of(RouterKind.TOKEN_CHOICE, 4, 1, 1, false)).experts().at(1)).isTrue();
  }

  @Test
  void invalidCombinationsAreRefused() {
    assertThatThrownBy(() -> of(RouterKind.TOKEN_CHOICE, 4, 5, 1, false))
        .hasMessage("chosen is 5; it must be 1 to count, 4");
    assertThatThrownBy(() -> of(RouterKind.SOFT, 4, 1, 1, true))
        .hasMessageContaining("prioritised needs router: token-choice");
  }

  @Test
  void everySecondBlockHasExperts() {
    ExpertSettings settings = of(RouterKind.TOKEN_CHOICE, 4, 1, 1, false);
    assertThat(settings.at(0)).isFalse();
    assertThat(settings.at(1)).isTrue();
    assertThat(settings.among(5)).isEqualTo(2);
    assertThat(ExpertSettings.defaults().at(1)).isFalse();
  }

  static ExpertSettings of(
      RouterKind router, int count, int chosen, double factor, boolean prioritised) {
    return new ExpertSettings(router, count, 2, chosen, factor, prioritised, 1, .005, .005, 2);
  }
}
