package io.millrace.trainer.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.EngineProvider;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TrainableCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ServiceLoader;

/**
 * A running PyTorch engine. Tensors live in {@link Scope}s of it; closing it frees all of them.
 * Several may be open at a time; the number of threads belongs to the process, so the last start
 * sets it for all.
 */
public final class Torch implements AutoCloseable {

  /** Stops DJL from downloading native libraries and from reporting its start over the network. */
  private static final String OFFLINE = "ai.djl.offline";

  private final PtNDManager manager;
  private final PtSymbolBlock functions;
  private final Scope root;

  private Torch(PtNDManager manager, PtSymbolBlock functions) {
    this.manager = manager;
    this.functions = functions;
    this.root = new Scope(this, manager, false);
  }

  /**
   * Starts the engine.
   *
   * @throws TorchException if there are no native libraries for this system or device
   */
  public static Torch start(TorchSettings settings) {
    System.setProperty(OFFLINE, "true");
    Engine engine = engine();
    Device device = Device.fromName(settings.device().replace("cuda:", "gpu"), engine);
    if (device.isGpu() && device.getDeviceId() >= engine.getGpuCount()) {
      throw new TorchException(
          "device "
              + settings.device()
              + " does not exist: PyTorch finds "
              + engine.getGpuCount()
              + " CUDA devices; set device: cpu, or add PyTorch's native libraries for CUDA to the class"
              + " path");
    }
    JniUtils.setNumThreads(settings.threads());
    PtNDManager manager = (PtNDManager) engine.newBaseManager(device);
    try {
      ByteArrayInputStream archive = new ByteArrayInputStream(FunctionArchive.bytes());
      return new Torch(manager, JniUtils.loadModule(manager, archive, true, false));
    } catch (IOException e) {
      manager.close();
      throw new UncheckedIOException(e);
    } catch (EngineException e) {
      manager.close();
      throw new TorchException("PyTorch refuses the trainer's functions: " + e.getMessage(), e);
    }
  }

  private static Engine engine() {
    // load the provider here: DJL would log its error and report only that there is no engine
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.getEngineName().equals("PyTorch")) {
        try {
          return provider.getEngine();
        } catch (EngineException | LinkageError e) {
          throw new TorchException(
              "PyTorch's native library cannot be loaded on "
                  + System.getProperty("os.name")
                  + " "
                  + System.getProperty("os.arch")
                  + ": "
                  + cause(e)
                  + "; add pytorch-native-cpu for this system to the class path (docs/how-to/training.md)",
              e);
        }
      }
    }
    throw new TorchException("DJL's PyTorch engine is not on the class path");
  }

  private static String cause(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage();
  }

  /** The scope of tensors that live as long as the engine: parameters and optimiser state. */
  public Scope root() {
    return root;
  }

  /** Runs a function; an error of PyTorch becomes an exception with the function's name. */
  IValue run(String function, IValue[] arguments) {
    // a setting per thread: the optimising executor rewrites a graph after its first runs, and then
    // sums differ in their last bits from those of a resumed run
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return TrainableCall.run(functions, function, arguments);
    } catch (EngineException e) {
      throw new TorchException("PyTorch refuses " + function + ": " + lastLine(e.getMessage()), e);
    }
  }

  private static String lastLine(String message) {
    if (message == null) {
      return "no reason given";
    }
    String stripped = message.strip();
    return stripped.substring(stripped.lastIndexOf('\n') + 1);
  }

  @Override
  public void close() {
    root.close();
    functions.close();
    manager.close();
  }
}
