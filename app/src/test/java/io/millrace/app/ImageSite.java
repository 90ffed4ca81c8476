package io.millrace.app;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/**
 * A web site of images: {@code /picture/N.png} is image N, {@code /copy/N.png} has the same bytes;
 * other paths do not exist. It counts requests.
 */
final class ImageSite implements AutoCloseable {

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Integer> asked = new ConcurrentSkipListMap<>();
  private final AtomicLong pictures = new AtomicLong();

  ImageSite() throws IOException {
    socket = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String root() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/";
  }

  /** Requests by path. */
  Map<String, Integer> asked() {
    return asked;
  }

  /** Requests for images so far. */
  long pictures() {
    return pictures.get();
  }

  void forget() {
    asked.clear();
    pictures.set(0);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Answers requests until the client closes the connection. */
  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream());
        OutputStream out = connection.getOutputStream()) {
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        while (!line(in).isEmpty()) {
          // headers are not used
        }
        answer(request.split(" ")[1], out);
      }
    } catch (IOException gone) {
      // the client was killed or closed the connection
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private void answer(String path, OutputStream out) throws IOException {
    asked.merge(path, 1, Integer::sum);
    String[] parts = path.substring(1).split("[/.]");
    boolean there = parts.length == 3 && (parts[0].equals("picture") || parts[0].equals("copy"));
    byte[] body = there ? picture(Integer.parseInt(parts[1])) : new byte[0];
    if (there) {
      pictures.incrementAndGet();
    }
    String head =
        "HTTP/1.1 "
            + (there ? "200 OK" : "404 Not Found")
            + "\r\nContent-Type: image/png\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }

  /** Image N: discs in many colours. */
  private static byte[] picture(int number) throws IOException {
    BufferedImage image = new BufferedImage(300, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(number);
    for (int i = 0; i < 60; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(300), random.nextInt(240), 70, 90);
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
