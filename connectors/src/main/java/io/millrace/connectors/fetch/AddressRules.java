package io.millrace.connectors.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides which addresses may be contacted: those of the public internet and those that a setting
 * allows. Rejected are addresses that IANA's registries of special-purpose addresses (RFC 6890) do
 * not list as globally reachable, IPv6 addresses that are not global unicast (RFC 4291) or embed an
 * IPv4 address (mapped, compatible, NAT64, 6to4, Teredo), and the metadata services of clouds.
 */
public final class AddressRules {

  private static final List<Network> RESERVED_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT, and Alibaba's metadata service
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's internal services, on a public address
          "169.254.0.0/16", // link-local; metadata service of most clouds
          "172.16.0.0/12",
          "192.0.0.0/24", // also Oracle's metadata service
          "192.0.2.0/24",
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Network GLOBAL_6 = network("2000::/3");

  private static final List<Network> RESERVED_6 =
      networks(
          "2001::/23", // protocols, including Teredo
          "2001:db8::/32",
          "2002::/16", // 6to4
          "3fff::/20");

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private record Network(byte[] prefix, int bits) {

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += 8) {
        int mask = bits - bit >= 8 ? 0xff : 0xff00 >> (bits - bit) & 0xff;
        if (((address[bit >> 3] ^ prefix[bit >> 3]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> allowed = new ArrayList<>();
  private final Set<String> allowedHosts = new TreeSet<>();

  private AddressRules() {}

  /**
   * @param allow networks, addresses and host names that are allowed in addition
   * @throws IllegalArgumentException when an entry is none of these
   */
  public static AddressRules allowing(List<String> allow) {
    AddressRules rules = new AddressRules();
    for (String entry : allow) {
      String plain = entry.strip().toLowerCase(Locale.ROOT);
      if (isLiteral(plain.replaceFirst("/.*", ""))) {
        rules.allowed.add(network(plain));
      } else if (FetchUrl.isHostName(plain)) {
        rules.allowedHosts.add(plain);
      } else {
        throw new IllegalArgumentException(
            "allow_addresses has '" + entry + "', no network, address or host name");
      }
    }
    return rules;
  }

  /** Whether an address of a host may be contacted. */
  public boolean allows(String host, InetAddress address) {
    byte[] bytes = address.getAddress();
    if (allowedHosts.contains(host) || anyContains(allowed, bytes)) {
      return true;
    }
    if (bytes.length == 4) {
      return !anyContains(RESERVED_4, bytes);
    }
    return GLOBAL_6.contains(bytes) && !anyContains(RESERVED_6, bytes);
  }

  /** Whether a host is an IP address in its usual form, which needs no name server. */
  public static boolean isLiteral(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  private static boolean anyContains(List<Network> networks, byte[] address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(AddressRules::network).toList();
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] prefix = InetAddress.getByName(address).getAddress(); // a literal, so no look-up
      int most = prefix.length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("network '" + text + "' has a prefix past " + most);
      }
      return new Network(prefix, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a network or address", e);
    }
  }
}
