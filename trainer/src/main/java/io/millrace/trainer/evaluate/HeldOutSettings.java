package io.millrace.trainer.evaluate;

import io.millrace.api.Setting;

/**
 * Settings of the measurements that a training makes on held-out documents on its way.
 *
 * @param every steps between them; the last step has one in any case; 0: none are made
 * @param kilobytes of text at most, 1,000 bytes each
 */
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
