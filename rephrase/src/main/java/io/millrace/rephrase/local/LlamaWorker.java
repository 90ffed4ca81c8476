package io.millrace.rephrase.local;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Main class of a child process. It loads a model, reads requests from standard input and writes
 * answers to standard output, one at a time, until standard input ends.
 */
public final class LlamaWorker {

  private LlamaWorker() {}

  /**
   * @param args path of the model, tokens of the context, threads
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    OutputStream answers = new FileOutputStream(FileDescriptor.out);
    // libraries must not print between the answers
    System.setOut(System.err);
    LinkedBlockingQueue<WorkerRequest> requests = new LinkedBlockingQueue<>();
    readRequests(requests);
    Path model = Path.of(args[0]);
    try {
      // never closed, because the close of the library hangs; the process halts instead
      Llama llama = Llama.load(model, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      FramedMessages.write(answers, WorkerAnswer.ready().toBytes());
      while (true) {
        FramedMessages.write(answers, answer(llama, requests.take()).toBytes());
      }
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      FramedMessages.write(answers, WorkerAnswer.error(WorkerAnswer.READY, e.toString()).toBytes());
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private static WorkerAnswer answer(Llama llama, WorkerRequest request) {
    try {
      return llama.generate(request);
    } catch (RuntimeException e) {
      return WorkerAnswer.error(request.id(), e.toString());
    }
  }

  /** Reads requests; halts when the parent process has ended, also during an answer. */
  private static void readRequests(LinkedBlockingQueue<WorkerRequest> requests) {
    Thread thread =
        new Thread(
            () -> {
              try (InputStream in = new BufferedInputStream(System.in)) {
                while (true) {
                  requests.add(WorkerRequest.fromBytes(FramedMessages.read(in)));
                }
              } catch (IOException e) {
                Runtime.getRuntime().halt(0);
              }
            },
            "requests");
    thread.setDaemon(true);
    thread.start();
  }
}
