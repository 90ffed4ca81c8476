package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;

/**
 * Runs a method of a TorchScript module outside PyTorch's inference mode. {@link
 * IValueUtils#runMethod} always runs inside it, where nothing can be differentiated, and the
 * binding that takes the choice is seen in this package alone; docs/decisions says why this class
 * stands here.
 */
public final class TrainableCall {

  private TrainableCall() {}

  /** The method's result, which the caller closes; the arguments stay the caller's. */
  public static IValue run(PtSymbolBlock block, String method, IValue[] arguments) {
    long[] handles = new long[arguments.length];
    for (int i = 0; i < handles.length; i++) {
      handles[i] = arguments[i].getHandle();
    }
    return new IValue(
        PyTorchLibrary.LIB.moduleRunMethod(block.getHandle(), method, handles, true, false));
  }
}
