/**
 * Access to a call of DJL's PyTorch binding that its public classes do not offer.
 *
 * <p>{@link TrainableCall} runs a method of a TorchScript module with gradients. DJL's own call
 * always uses inference mode, in which nothing can be differentiated. The class must be in DJL's
 * package to reach the native methods; a new version of DJL can break it, and the tests of {@code
 * io.millrace.trainer.tensor} then fail.
 */
package ai.djl.pytorch.jni;
