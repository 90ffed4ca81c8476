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
 * The program of a child process: loads a model, then answers requests from standard input on
 * standard output, one after the other, until standard input ends.
 */
public final class LlamaWorker {

  private LlamaWorker() {}

  /**
   * @param args path of the model, tokens of context, threads
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    OutputStream answers = new FileOutputStream(FileDescriptor.out);
    // what libraries print must not get between the answers
    System.setOut(System.err);
    LinkedBlockingQueue<WorkerRequest> requests = new LinkedBlockingQueue<>();
    readRequests(requests);
    Path model = Path.of(args[0]);
    try {
      // never closed: the library's close does not come back; the process ends by halting
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
      return request.messages().isEmpty() ? llama.count(request) : llama.generate(request);
    } catch (RuntimeException e) {
      return WorkerAnswer.error(request.id(), e.toString());
    }
  }

  /** Halts when the parent is gone, also in the middle of an answer. */
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
