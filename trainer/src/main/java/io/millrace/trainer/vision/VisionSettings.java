package io.millrace.trainer.vision;

import io.millrace.api.Setting;
import io.millrace.trainer.expert.ExpertSettings;
import java.util.Optional;

/** Shape of a {@link VisionEncoder}. */
public record VisionSettings(
    @Setting("The blocks.") TowerSettings tower,
    @Setting(value = "Side of the images in pixels.", min = 1, max = 2048) int imageSize,
    @Setting(value = "Side of a patch in pixels; divides image_size.", min = 1, max = 2048)
        int patchSize,
    @Setting("How patches know their places: learned or sine-cosine.") PositionKind positions,
    @Setting("How patches become one vector: mean or attention.") PoolingKind pooling,
    @Setting(value = "Blocks before patches are merged; with 0 they stay.", min = 0, max = 512)
        int mergeAfter,
    @Setting(value = "Patches that merging leaves of an image.", min = 1, max = 4096)
        int mergedPatches) {

  public VisionSettings {
    if (patchSize < 1 || imageSize < 1 || imageSize % patchSize != 0) {
      throw new IllegalArgumentException(
          "patch_size is " + patchSize + "; it must divide image_size, " + imageSize);
    }
    if (positions == PositionKind.SINE_COSINE && tower.width() % 4 != 0) {
      throw new IllegalArgumentException(
          "width is " + tower.width() + "; with positions: sine-cosine it must be a multiple of 4");
    }
    if (mergeAfter < 0 || mergeAfter > tower.layers() || mergedPatches < 1) {
      throw new IllegalArgumentException(
          "merge_after is "
              + mergeAfter
              + "; it must be 0 to layers, "
              + tower.layers()
              + ", and merged_patches at least 1");
    }
  }

  public static VisionSettings defaults() {
    return new VisionSettings(
        TowerSettings.defaults(), 64, 8, PositionKind.LEARNED, PoolingKind.ATTENTION, 0, 8);
  }

  /** Number of patches of an image. */
  public int patches() {
    return (imageSize / patchSize) * (imageSize / patchSize);
  }

  Optional<Tower.Merge> merge() {
    return mergeAfter == 0
        ? Optional.empty()
        : Optional.of(new Tower.Merge(mergeAfter, mergedPatches));
  }

  /** The same with experts. */
  public VisionSettings with(ExpertSettings experts) {
    return new VisionSettings(
        tower.with(experts), imageSize, patchSize, positions, pooling, mergeAfter, mergedPatches);
  }
}
