package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Runs a method of a TorchScript module with gradients. {@link IValueUtils#runMethod} always uses
 * PyTorch's inference mode, which has no gradients, and the binding with a choice is visible only
 * in this package (docs/decisions/0022-trainer-functions-in-torchscript.md).
 */
public final class TrainableCall {

  private TrainableCall() {}

  /** Returns the method's result, which the caller closes; the caller still owns the arguments. */
  public static IValue run(PtSymbolBlock block, String method, IValue[] arguments) {
    long[] handles = new long[arguments.length];
    for (int i = 0; i < handles.length; i++) {
      handles[i] = arguments[i].getHandle();
    }
    return new IValue(
        PyTorchLibrary.LIB.moduleRunMethod(block.getHandle(), method, handles, true, false));
  }
}
