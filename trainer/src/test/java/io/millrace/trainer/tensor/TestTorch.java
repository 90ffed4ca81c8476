package io.millrace.trainer.tensor;

/** PyTorch for tests: one thread, started once in the process. */
public final class TestTorch {

  private static final Torch TORCH = Torch.start(new TorchSettings(1, "cpu"));

  private TestTorch() {}

  public static Torch torch() {
    return TORCH;
  }
}
