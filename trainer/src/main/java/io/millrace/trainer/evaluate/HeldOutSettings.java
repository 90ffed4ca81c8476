package io.millrace.trainer.evaluate;

import io.millrace.api.Setting;

/** Settings of the measurements on held-out documents during a training. */
public record HeldOutSettings(
    @Setting(
            value =
                "Steps between measurements on held-out documents; the last step has one too. 0: none.",
            min = 0)
        long every,
    @Setting(value = "Held-out text, in thousands of bytes at most.", min = 1, max = 1_000_000)
        long kilobytes) {

  public static HeldOutSettings defaults() {
    return new HeldOutSettings(100, 100);
  }
}
