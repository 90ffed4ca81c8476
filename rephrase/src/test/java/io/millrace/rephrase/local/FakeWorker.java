package io.millrace.rephrase.local;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Program of a worker without a model. The first word of the last message says what it does. */
final class FakeWorker {

  private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private FakeWorker() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[0]) {
      case "no-model" -> {
        System.err.println("no such model");
        Runtime.getRuntime().halt(1);
      }
      case "bad-model" ->
          FramedMessages.write(OUT, WorkerAnswer.error(-1, "not a model").toBytes());
      case "never-ready" -> new CountDownLatch(1).await();
      default -> FramedMessages.write(OUT, WorkerAnswer.ready().toBytes());
    }
    try (InputStream in = new BufferedInputStream(System.in)) {
      while (true) {
        WorkerRequest request = WorkerRequest.fromBytes(FramedMessages.read(in));
        FramedMessages.write(OUT, answer(request).toBytes());
      }
    } catch (EOFException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static WorkerAnswer answer(WorkerRequest request)
      throws IOException, InterruptedException {
    if (request.messages().isEmpty()) {
      return WorkerAnswer.error(request.id(), "no message");
    }
    String text = request.messages().get(request.messages().size() - 1).text();
    String[] words = text.split(" ", 2);
    switch (words[0]) {
      case "die" -> die();
      case "die-once" -> {
        if (first(Path.of(words[1]))) {
          die();
        }
      }
      case "hang" -> new CountDownLatch(1).await();
      case "half" -> {
        OUT.write(new byte[] {(byte) 0xFF, 'm', 'r', 1, 0, 0, 9, 9, '{'});
        OUT.flush();
        die();
      }
      case "noise" ->
          OUT.write("llama says hello \u00FFmr\n".getBytes(StandardCharsets.ISO_8859_1));
      case "huge" -> OUT.write(new byte[] {(byte) 0xFF, 'm', 'r', 1, 127, 0, 0, 0});
      case "stranger" -> {
        return new WorkerAnswer(request.id() + 7, "", text, false, 1, 1);
      }
      case "refuse" -> {
        return WorkerAnswer.error(request.id(), "too long");
      }
      default -> {}
    }
    boolean cut = text.length() > request.sampling().maxTokens();
    boolean differs = words[0].equals("logged");
    log(differs ? 43 : 3, differs ? 40 : text.length());
    return new WorkerAnswer(request.id(), "", text, cut, 3, text.length());
  }

  private static void log(int asked, int answered) {
    System.err.print(
        "slot update_slots: id  0 | task 0 | new prompt, n_prompt_tokens = "
            + asked
            + "\nprompt eval time =     335.48 ms /    "
            + asked
            + " tokens (    7.80 ms per token)\n       eval time =     469.76 ms /    "
            + answered
            + " tokens (   26.10 ms per token)\n");
  }

  private static boolean first(Path marker) throws IOException {
    try {
      Files.createFile(marker);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void die() {
    System.err.println("I was told to die");
    Runtime.getRuntime().halt(134);
  }
}
