/**
 * Mixtures of experts in place of an MLP.
 *
 * <p>Begin with {@link Mixture}, the layer. A {@link Router} decides which expert computes which
 * token: {@link TokenChoice}, {@link ExpertChoice} or {@link SoftMixing}; {@link ExpertSettings}
 * selects one. {@link Routing} is its decision for one pass. {@link PatchMerger} reduces the
 * patches of an image; {@link EntropyRule} keeps experts of two modalities in use.
 *
 * <p>Traps: experts have a fixed number of slots, and tokens beyond it pass unchanged. Routers add
 * their losses to the {@code Pass}.
 */
package io.millrace.trainer.expert;
