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
 * PyTorch, started. Tensors live in {@link Scope}s that come from here; closing this frees what is
 * left. Several may be open at a time; the number of threads is the process's, so the last one
 * started sets it for all.
 */
public final class Torch implements AutoCloseable {

  /** Keeps DJL from asking the network for natives or telling anybody that it was started. */
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
   * @throws TorchException if the natives for this system or device are not there
   */
  public static Torch start(TorchSettings settings) {
    System.setProperty(OFFLINE, "true");
    Engine engine = engine();
    Device device = Device.fromName(settings.device().replace("cuda:", "gpu"), engine);
    if (device.isGpu() && device.getDeviceId() >= engine.getGpuCount()) {
      throw new TorchException(
          "device "
              + settings.device()
              + " is not there: PyTorch sees "
              + engine.getGpuCount()
              + " CUDA devices; set device: cpu, or put PyTorch's natives for CUDA on the class path");
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
    // loaded by hand: DJL logs a provider that fails and says only that there is no engine
    for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
      if (provider.getEngineName().equals("PyTorch")) {
        try {
          return provider.getEngine();
        } catch (EngineException | LinkageError e) {
          throw new TorchException(
              "PyTorch's natives cannot be loaded on "
                  + System.getProperty("os.name")
                  + " "
                  + System.getProperty("os.arch")
                  + ": "
                  + cause(e)
                  + "; put pytorch-native-cpu for this system on the class path (docs/how-to/training.md)",
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

  /** The scope of what lives as long as this: parameters and the optimiser's state. */
  public Scope root() {
    return root;
  }

  /** Runs a function; PyTorch's refusal becomes an exception that names it. */
  IValue run(String function, IValue[] arguments) {
    // thread by thread: the optimising executor rewrites a graph after its first runs, and sums
    // then differ in their last bits from those of a run that was resumed
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
