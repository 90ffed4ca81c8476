package io.millrace.trainer.expert;

import io.millrace.api.Setting;

/**
 * Which blocks have experts instead of their MLP, and how tokens get to them. The defaults have no
 * experts; with token-choice they are V-MoE's (Riquelme et al. 2021).
 *
 * @param every the last of every n blocks has experts
 * @param prioritised Batch Prioritised Routing (token choice in encoders)
 * @param importanceWeight weight of the loss that balances sums of gates
 * @param loadWeight weight of the loss that balances probabilities to be chosen
 * @param slots slots of an expert for one image or text
 */
public record ExpertSettings(
    @Setting(
            "Who decides on tokens and experts: none (dense), token-choice, expert-choice or soft.")
        RouterKind router,
    @Setting(value = "Experts in a block.", min = 1, max = 4096) int count,
    @Setting(value = "Each n-th block has experts.", min = 1, max = 512) int every,
    @Setting(value = "Experts that a token chooses.", min = 1, max = 64) int chosen,
    @Setting(value = "Room of an expert over an even share of the tokens.", min = .05, max = 64)
        double capacityFactor,
    @Setting("Whether tokens with larger gates are placed first; encoders only.")
        boolean prioritised,
    @Setting(value = "Noise on the router, as a multiple of 1 / experts.", min = 0, max = 100)
        double noise,
    @Setting(value = "Weight of the importance loss.", min = 0, max = 100) double importanceWeight,
    @Setting(value = "Weight of the load loss, which needs noise.", min = 0, max = 100)
        double loadWeight,
    @Setting(value = "Slots of an expert in each sequence (soft).", min = 1, max = 4096)
        int slots) {

  public ExpertSettings {
    if (count < 1 || every < 1 || slots < 1) {
      throw new IllegalArgumentException("count, every and slots must be at least 1");
    }
    if (chosen < 1 || chosen > count) {
      throw new IllegalArgumentException(
          "chosen is " + chosen + "; it must be 1 to count, " + count);
    }
    if (!(capacityFactor > 0) || !(noise >= 0) || !(importanceWeight >= 0) || !(loadWeight >= 0)) {
      throw new IllegalArgumentException(
          "capacity_factor must be more than 0, noise, importance_weight and load_weight at least"
              + " 0");
    }
    if (prioritised && router != RouterKind.TOKEN_CHOICE && router != RouterKind.NONE) {
      throw new IllegalArgumentException(
          "prioritised needs router: token-choice; the other routers drop no tokens");
    }
  }

  public static ExpertSettings defaults() {
    return new ExpertSettings(RouterKind.NONE, 8, 2, 1, 1.05, false, 1, .005, .005, 1);
  }

  /** Whether the block with this number, from 0, has experts. */
  public boolean at(int block) {
    return router != RouterKind.NONE && (block + 1) % every == 0;
  }

  /** Number of blocks with experts among the first {@code blocks}. */
  public int among(int blocks) {
    return router == RouterKind.NONE ? 0 : blocks / every;
  }

  /**
   * Refuses settings that would show a decoder the tokens to predict.
   *
   * @throws IllegalArgumentException naming the setting and the reason
   */
  public void checkCausal() {
    String reason = ", which routes a token by later tokens; ";
    if (router == RouterKind.EXPERT_CHOICE || router == RouterKind.SOFT) {
      String name = router == RouterKind.SOFT ? "soft" : "expert-choice";
      throw new IllegalArgumentException(
          "router is "
              + name
              + reason
              + "a causal model would see the future: use token-choice, or keep it for encoders");
    }
    if (router == RouterKind.TOKEN_CHOICE && prioritised) {
      throw new IllegalArgumentException(
          "prioritised is true"
              + reason
              + "a causal model would see the future: set it to false, or keep it for encoders");
    }
  }

  /**
   * V-MoE's capacity: an even share of all choices times the factor, rounded up to a multiple of 4.
   */
  public int capacity(int tokens) {
    int each = router == RouterKind.EXPERT_CHOICE ? 1 : chosen;
    double share = (double) tokens * each * capacityFactor / count;
    // tolerate rounding errors: in floating point 100 * 1.1 is a little more than 110
    int needed = (int) Math.ceil(share - 1e-9 * share);
    int rounded = Math.max(4, (needed + 3) / 4 * 4);
    return router == RouterKind.EXPERT_CHOICE ? Math.min(tokens, rounded) : rounded;
  }
}
