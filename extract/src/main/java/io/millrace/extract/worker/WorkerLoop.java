package io.millrace.extract.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Main loop of a worker: reads requests from standard input and answers on standard output, one at
 * a time, until the parent ends.
 */
public final class WorkerLoop {

  /**
   * Precedes each answer. Output of the JVM between answers is text, which does not have such a
   * byte.
   */
  static final byte[] MARK = {(byte) 0xFF, 'm', 'w', 1};

  private WorkerLoop() {}

  /** Answers a request. Must not catch errors of memory, which end the process. */
  public interface Service {
    byte[] answer(byte[] head, byte[] body);
  }

  private record Request(byte[] head, byte[] body) {}

  /** Answers requests until standard input ends, then ends the process. Suppresses other output. */
  public static void serve(Service service) {
    DataOutputStream answers = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(requests), "requests");
    reader.setDaemon(true);
    reader.start();
    int status = 1;
    try {
      TemporaryFolder.lock(Path.of(System.getProperty("java.io.tmpdir")));
      write(answers, new byte[0]);
      while (true) {
        Request request = requests.take();
        write(answers, service.answer(request.head(), request.body()));
      }
    } catch (OutOfMemoryError full) {
      // thrown by the Java library for direct buffers and threads, which
      // -XX:+ExitOnOutOfMemoryError ignores
      status = WorkerCommand.OUT_OF_MEMORY;
    } catch (IOException | InterruptedException gone) {
      status = 0;
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  /** Reads requests; ends the process when the parent ends, also during an answer. */
  private static void read(LinkedBlockingQueue<Request> requests) {
    int status = 0;
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      while (true) {
        byte[] head = new byte[in.readInt()];
        in.readFully(head);
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        requests.add(new Request(head, body));
      }
    } catch (OutOfMemoryError full) {
      status = WorkerCommand.OUT_OF_MEMORY;
    } catch (IOException gone) {
      TemporaryFolder.delete(Path.of(System.getProperty("java.io.tmpdir")));
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  private static void write(DataOutputStream out, byte[] answer) throws IOException {
    out.write(MARK);
    out.writeInt(answer.length);
    out.write(answer);
    out.flush();
  }
}
