/** One door to DJL's binding of PyTorch that its public classes leave shut. */
package ai.djl.pytorch.jni;
