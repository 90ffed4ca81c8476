package io.millrace.connectors.process;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which a process listens, from Linux' {@code /proc}. */
public final class ListeningSockets {

  private static final String LISTENS = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningSockets() {}

  /** TCP and UDP addresses on which a process listens; empty when it has ended. */
  public static List<InetSocketAddress> of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Set<String> own = inodes(process.resolve("fd"));
    List<InetSocketAddress> all = new ArrayList<>();
    for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : lines(process.resolve("net").resolve(protocol))) {
        String[] fields = line.strip().split("\\s+");
        boolean waits = protocol.startsWith("udp") || fields[STATE].equals(LISTENS);
        if (waits && own.contains("socket:[" + fields[INODE] + "]")) {
          all.add(address(fields[LOCAL]));
        }
      }
    }
    return all;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.subList(Math.min(1, lines.size()), lines.size());
    } catch (IOException ended) {
      return List.of();
    }
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path each : all.toList()) {
        try {
          inodes.add(Files.readSymbolicLink(each).toString());
        } catch (IOException closed) {
          // closed since the folder was listed
        }
      }
    } catch (IOException | java.io.UncheckedIOException ended) {
      return inodes;
    }
    return inodes;
  }

  /** The kernel writes an address as words of four bytes, each in the order of the processor. */
  public static InetSocketAddress address(String hexadecimal) throws IOException {
    int colon = hexadecimal.indexOf(':');
    byte[] bytes = HexFormat.of().parseHex(hexadecimal.substring(0, colon));
    for (int word = 0; word < bytes.length; word += Integer.BYTES) {
      for (int i = 0; i < Integer.BYTES / 2; i++) {
        byte first = bytes[word + i];
        bytes[word + i] = bytes[word + Integer.BYTES - 1 - i];
        bytes[word + Integer.BYTES - 1 - i] = first;
      }
    }
    int port = new BigInteger(hexadecimal.substring(colon + 1), 16).intValueExact();
    return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
  }
}
