package io.millrace.connectors.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which addresses may be connected to: those of the public internet, and what a setting allows.
 * Refused is what IANA's registries of special-purpose addresses (RFC 6890) do not call globally
 * reachable, everything of IPv6 that is no global unicast (RFC 4291) or has an IPv4 address inside
 * that would reach somewhere else (mapped, compatible, NAT64, 6to4, Teredo), and the addresses at
 * which clouds tell machines their secrets.
 */
public final class AddressRules {

  private static final List<Network> RESERVED_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT; Alibaba's metadata too
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's own services, though the address is a public one
          "169.254.0.0/16", // link-local; metadata of most clouds
          "172.16.0.0/12",
          "192.0.0.0/24", // Oracle's metadata too
          "192.0.2.0/24",
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Network GLOBAL_6 = network("2000::/3");

  private static final List<Network> RESERVED_6 =
      networks(
          "2001::/23", // protocols, Teredo among them
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
   * @param allow networks, addresses and host names that are allowed besides
   * @throws IllegalArgumentException when one is none of these
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

  /** Whether an address that a host's name led to may be connected to. */
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

  /** Whether a host is an address in its plain form, so that no name server is asked. */
  public static boolean isLiteral(String host) {
    return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
  }

  private static boolean anyContains(List<Network> networks, byte[] address) {
    for (Network network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<Network> networks(String... texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      networks.add(network(text));
    }
    return networks;
  }

  private static Network network(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] prefix = InetAddress.getByName(address).getAddress(); // a literal: nobody is asked
      int most = prefix.length * 8;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("network '" + text + "' has a prefix past " + most);
      }
      return new Network(prefix, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no network or address", e);
    }
  }
}
