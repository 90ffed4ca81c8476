import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;

/**
 * The web site of the example: GIMP's help in several languages, and pages whose images are in every
 * kind of trouble, each a known number of times. It writes the pages as a WARC, and serves the
 * images. Run it as a source file, with millrace's libraries on the class path.
 *
 * <pre>
 * java -cp 'LIB/*' LocalSite.java warc HELP-FOLDER FILE.warc.gz PORT PAGES-A-LANGUAGE
 * java -cp 'LIB/*' LocalSite.java serve HELP-FOLDER PORT
 * </pre>
 */
public final class LocalSite {

  private static final Instant CRAWLED = Instant.parse("2024-01-01T00:00:00Z");

  /**
   * A kind of trouble.
   *
   * @param count images that are in it
   * @param ending what the run should say: a reason, or "kept"
   */
  private record Trouble(int count, String ending) {}

  /** By the first folder of the address. */
  private static final Map<String, Trouble> TROUBLES = new LinkedHashMap<>();

  static {
    TROUBLES.put("gone", new Trouble(20, "not_found"));
    TROUBLES.put("forbidden", new Trouble(6, "forbidden"));
    TROUBLES.put("broken-server", new Trouble(5, "server_error"));
    TROUBLES.put("busy", new Trouble(4, "rate_limited"));
    TROUBLES.put("teapot", new Trouble(3, "other_status"));
    TROUBLES.put("busy-once", new Trouble(5, "kept"));
    TROUBLES.put("moved", new Trouble(8, "kept"));
    TROUBLES.put("circle", new Trouble(4, "redirects"));
    TROUBLES.put("to-private", new Trouble(3, "reserved_address"));
    TROUBLES.put("private", new Trouble(9, "robots"));
    TROUBLES.put("noai", new Trouble(7, "opt_out"));
    TROUBLES.put("tdm", new Trouble(5, "opt_out"));
    TROUBLES.put("wellknown", new Trouble(4, "opt_out"));
    TROUBLES.put("huge", new Trouble(3, "image_too_large"));
    TROUBLES.put("endless", new Trouble(2, "image_too_large"));
    TROUBLES.put("stuck", new Trouble(2, "timeout"));
    TROUBLES.put("cut", new Trouble(3, "reset"));
    TROUBLES.put("nothing", new Trouble(3, "empty_body"));
    TROUBLES.put("page", new Trouble(6, "not_an_image"));
    TROUBLES.put("half", new Trouble(4, "damaged_image"));
    TROUBLES.put("svg", new Trouble(3, "unread_image_type"));
    TROUBLES.put("bomb", new Trouble(2, "too_many_pixels"));
    TROUBLES.put("slow", new Trouble(4, "kept"));
    TROUBLES.put("wrong-type", new Trouble(5, "kept"));
    TROUBLES.put("tiny", new Trouble(6, "image_too_small"));
    TROUBLES.put("long", new Trouble(4, "image_aspect"));
    TROUBLES.put("blank", new Trouble(5, "blank_image"));
    TROUBLES.put("nobody", new Trouble(3, "dns"));
    TROUBLES.put("closed", new Trouble(2, "connect"));
  }

  private final Path help;
  private final Map<String, Integer> asked = new ConcurrentHashMap<>();

  private LocalSite(Path help) {
    this.help = help;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 5 && arguments[0].equals("warc")) {
      int port = Integer.parseInt(arguments[3]);
      new LocalSite(Path.of(arguments[1]))
          .writeWarc(Path.of(arguments[2]), port, Integer.parseInt(arguments[4]));
    } else if (arguments.length == 3 && arguments[0].equals("serve")) {
      new LocalSite(Path.of(arguments[1])).serve(Integer.parseInt(arguments[2]));
    } else {
      System.err.println("usage: LocalSite warc FOLDER FILE PORT PAGES | serve FOLDER PORT");
      System.exit(2);
    }
  }

  // ---- the pages

  private void writeWarc(Path file, int port, int pagesOfLanguage) throws IOException {
    String root = "http://127.0.0.1:" + port + "/";
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        WarcWriter warc = new WarcWriter(channel, WarcCompression.GZIP)) {
      for (String language : languages()) {
        for (Path page : pages(language, pagesOfLanguage)) {
          write(warc, root + language + "/" + page.getFileName(), Files.readAllBytes(page));
        }
      }
      write(warc, root + "troubles.html", troublePage(root).getBytes(StandardCharsets.UTF_8));
      write(warc, root + "reserved.html", reservedPage(root).getBytes(StandardCharsets.UTF_8));
    }
    Map<String, Integer> expected = new TreeMap<>();
    TROUBLES.values().forEach(each -> expected.merge(each.ending(), each.count(), Integer::sum));
    expected.merge("opt_out", RESERVED, Integer::sum);
    expected.remove("kept");
    expected.forEach((ending, count) -> System.out.println(ending + " " + count));
  }

  private static final int RESERVED = 5;

  private static void write(WarcWriter warc, String url, byte[] body) throws IOException {
    HttpResponse http =
        new HttpResponse.Builder(200, "OK")
            .body(MediaType.parse("text/html; charset=utf-8"), body)
            .build();
    // of the address and not drawn, so that equal pairs are ordered the same each time
    UUID id = UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8));
    warc.write(
        new WarcResponse.Builder(URI.create(url))
            .recordId(URI.create("urn:uuid:" + id))
            .date(CRAWLED)
            .body(http)
            .build());
  }

  private List<String> languages() throws IOException {
    try (Stream<Path> folders = Files.list(help)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private List<Path> pages(String language, int most) throws IOException {
    try (Stream<Path> files = Files.list(help.resolve(language))) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().limit(most).toList();
    }
  }

  /** One page shows all images in trouble, each with a caption that would pass. */
  private static String troublePage(String root) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=en><title>Troubles</title><body>");
    TROUBLES.forEach(
        (name, trouble) -> {
          for (int i = 0; i < trouble.count(); i++) {
            String base =
                switch (name) {
                  case "nobody" -> "http://nobody-" + i + ".invalid/";
                  case "closed" -> "http://127.0.0.1:1/";
                  default -> root;
                };
            page.append("<p>A picture and what is said of it.</p><img src=\"" + base + name + "/" + i)
                .append(".png\" alt=\"A coloured drawing of the kind that is " + name.replace('-', ' '))
                .append(", number " + i + " of them\">");
          }
        });
    return page.append("</body></html>").toString();
  }

  /** A page that wants its images to be left alone. */
  private static String reservedPage(String root) {
    StringBuilder page =
        new StringBuilder(
            "<!DOCTYPE html><html lang=en><meta name=robots content=noimageai><title>Reserved</title>");
    for (int i = 0; i < RESERVED; i++) {
      page.append("<img src=\"" + root + "moved/" + (100 + i) + ".png\" alt=\"A drawing that its")
          .append(" owner keeps for people, number " + i + "\">");
    }
    return page.toString();
  }

  // ---- the server

  private void serve(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "site");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::answer);
    server.start();
    System.err.println("serving at " + server.getAddress());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String[] parts = path.substring(1).split("/");
      if (path.equals("/robots.txt")) {
        send(exchange, 200, "text/plain", text("User-agent: *\nDisallow: /private/\n"));
      } else if (path.equals("/.well-known/tdmrep.json")) {
        send(exchange, 200, "application/json", text(WELL_KNOWN));
      } else if (parts.length == 2 && TROUBLES.containsKey(parts[0])) {
        trouble(exchange, parts[0], parts[1]);
      } else {
        file(exchange, path);
      }
    }
  }

  private static final String WELL_KNOWN =
      "[{\"location\": \"/wellknown/*\", \"tdm-reservation\": 1}]";

  private void file(HttpExchange exchange, String path) throws IOException {
    Path file = help.resolve(path.substring(1)).normalize();
    if (!file.startsWith(help) || !Files.isRegularFile(file)) {
      send(exchange, 404, "text/plain", text("no such file"));
      return;
    }
    String type = path.endsWith(".png") ? "image/png" : path.endsWith(".jpg") ? "image/jpeg" : "text/html";
    send(exchange, 200, type, Files.readAllBytes(file));
  }

  private void trouble(HttpExchange exchange, String kind, String name) throws IOException {
    byte[] picture = picture(kind + name, 320, 240);
    switch (kind) {
      case "gone" -> send(exchange, 404, "text/plain", text("gone"));
      case "forbidden" -> send(exchange, 403, "text/plain", text("no"));
      case "broken-server" -> send(exchange, 500, "text/plain", text("sorry"));
      case "busy" -> send(exchange, 429, "text/plain", text("later"), "Retry-After", "0");
      case "teapot" -> send(exchange, 418, "text/plain", text("short and stout"));
      case "busy-once" -> {
        if (asked.merge(name, 1, Integer::sum) == 1) {
          send(exchange, 503, "text/plain", text("in a moment"), "Retry-After", "1");
        } else {
          send(exchange, 200, "image/png", picture);
        }
      }
      case "moved" -> send(exchange, 302, "", new byte[0], "Location", "/wrong-type/m" + name);
      case "circle" -> send(exchange, 302, "", new byte[0], "Location", "/circle/" + name);
      case "to-private" ->
          send(exchange, 302, "", new byte[0], "Location", "http://169.254.169.254/" + name);
      case "noai" -> send(exchange, 200, "image/png", picture, "X-Robots-Tag", "noai");
      case "tdm" -> send(exchange, 200, "image/png", picture, "tdm-reservation", "1");
      case "huge" -> {
        exchange.sendResponseHeaders(200, 1L << 32);
        exchange.getResponseBody().write(picture);
      }
      case "endless" -> endless(exchange);
      case "stuck" -> stuck(exchange);
      case "cut" -> {
        exchange.sendResponseHeaders(200, picture.length);
        exchange.getResponseBody().write(picture, 0, picture.length / 2);
        exchange.getResponseBody().flush();
      }
      case "nothing" -> send(exchange, 200, "image/png", new byte[0]);
      case "page" -> send(exchange, 200, "image/png", text("<html><p>Not a picture"));
      case "half" -> send(exchange, 200, "image/png", java.util.Arrays.copyOf(picture, picture.length / 2));
      case "svg" ->
          send(exchange, 200, "image/svg+xml", text("<svg xmlns='http://www.w3.org/2000/svg'/>"));
      case "bomb" -> send(exchange, 200, "image/png", bomb(picture));
      case "slow" -> slow(exchange, picture);
      case "tiny" -> send(exchange, 200, "image/png", picture(kind + name, 90, 70));
      case "long" -> send(exchange, 200, "image/png", picture(kind + name, 1500, 220));
      case "blank" -> send(exchange, 200, "image/png", blank(name));
      case "wrong-type" -> send(exchange, 200, "text/html", picture);
      default -> send(exchange, 200, "image/png", picture);
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] much = new byte[1 << 16];
    OutputStream out = exchange.getResponseBody();
    while (true) {
      out.write(much);
    }
  }

  /** Sends nothing more until the other side gives up. */
  private static void stuck(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < 999; i++) {
      out.write(0);
      out.flush();
      pause(500);
    }
  }

  private static void slow(HttpExchange exchange, byte[] picture) throws IOException {
    exchange.sendResponseHeaders(200, picture.length);
    OutputStream out = exchange.getResponseBody();
    int step = picture.length / 4 + 1;
    for (int from = 0; from < picture.length; from += step) {
      out.write(picture, from, Math.min(step, picture.length - from));
      out.flush();
      pause(250);
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body, String... header)
      throws IOException {
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    if (header.length == 2) {
      exchange.getResponseHeaders().set(header[0], header[1]);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A drawing that no other name has. */
  private static byte[] picture(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    java.util.Random random = new java.util.Random(name.hashCode());
    for (int i = 0; i < 60; i++) {
      pen.setColor(new Color(random.nextInt(1 << 24)));
      pen.fillOval(random.nextInt(width), random.nextInt(height), 10 + random.nextInt(width / 4), 10 + random.nextInt(height / 3));
    }
    pen.dispose();
    return png(image);
  }

  private static byte[] blank(String name) throws IOException {
    BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(name.hashCode() & 0xffffff));
    pen.fillRect(0, 0, 300, 300);
    pen.dispose();
    return png(image);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A PNG whose header says 50,000 x 50,000 pixels. */
  private static byte[] bomb(byte[] picture) {
    byte[] bomb = picture.clone();
    java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(bomb);
    header.putInt(16, 50_000).putInt(20, 50_000);
    java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
    checksum.update(bomb, 12, 17);
    header.putInt(29, (int) checksum.getValue());
    return bomb;
  }
}
