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
 * The loop of a worker: answers requests from standard input on standard output, one after the
 * other, until the parent is gone.
 */
public final class WorkerLoop {

  /** Comes before each answer; what the JVM prints between them is text, which has no such byte. */
  static final byte[] MARK = {(byte) 0xFF, 'm', 'w', 1};

  private WorkerLoop() {}

  /** Makes an answer of the parts of a request. It gets its own memory errors to end by. */
  public interface Service {
    byte[] answer(byte[] head, byte[] body);
  }

  private record Request(byte[] head, byte[] body) {}

  /** Answers until standard input ends, then ends the process. Prints nothing else. */
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
      // thrown by the library of Java, where the JVM does not see it: direct buffers, threads
      status = WorkerCommand.OUT_OF_MEMORY;
    } catch (IOException | InterruptedException gone) {
      status = 0;
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  /** Ends the process when the parent is gone, also in the middle of an answer. */
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
