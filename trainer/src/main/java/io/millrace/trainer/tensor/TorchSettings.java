package io.millrace.trainer.tensor;

import io.millrace.api.Setting;
import java.util.regex.Pattern;

/**
 * Where and how PyTorch computes. Sums are grouped by thread, so runs are equal to the bit only
 * with equal numbers of threads.
 */
public record TorchSettings(
    @Setting(
            value =
                "Processor threads of one operation; runs agree to the bit only with equal threads.",
            min = 1,
            max = 1024)
        int threads,
    @Setting("Device that computes: cpu, or cuda:0 where PyTorch's natives for CUDA are installed.")
        String device) {

  private static final Pattern DEVICE = Pattern.compile("cpu|cuda:[0-9]{1,3}");

  public TorchSettings {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be 1 to 1024");
    }
    if (!DEVICE.matcher(device).matches()) {
      throw new IllegalArgumentException(
          "device is '" + device + "'; it must be cpu or cuda:NUMBER, for example cuda:0");
    }
  }

  public static TorchSettings defaults() {
    return new TorchSettings(2, "cpu");
  }
}
