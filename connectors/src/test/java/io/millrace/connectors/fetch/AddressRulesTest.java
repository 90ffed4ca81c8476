package io.millrace.connectors.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

  private static final AddressRules PLAIN = AddressRules.allowing(List.of());

  private static boolean allows(AddressRules rules, String address) throws UnknownHostException {
    return rules.allows("host.example", InetAddress.getByName(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200", // Alibaba's metadata
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254", // metadata of AWS, Azure, Google and others
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1", // IPv4-compatible
        "::ffff:127.0.0.1", // IPv4-mapped
        "::ffff:0:8.8.8.8", // IPv4-translated
        "64:ff9b::7f00:1", // NAT64
        "64:ff9b:1::1",
        "100::1",
        "2001::1", // Teredo
        "2001:db8::1",
        "2002:7f00:1::", // 6to4
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254", // metadata of AWS
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1"
      })
  void rejects(String address) throws UnknownHostException {
    assertThat(allows(PLAIN, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void allowsPublicAddresses(String address) throws UnknownHostException {
    assertThat(allows(PLAIN, address)).isTrue();
  }

  @Property
  void rejectsAddressesThatTheJdkCallsLocal(@ForAll int bits) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(bits).array());
    boolean local =
        address.isAnyLocalAddress()
            || address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    assertThat(!local || !PLAIN.allows("host.example", address)).isTrue();
  }

  /** 6to4, NAT64 and compatible addresses can bypass the rules, so all are rejected. */
  @Property
  void rejectsEmbeddedIpv4Addresses(@ForAll @Size(4) byte[] ipv4) throws UnknownHostException {
    byte[] sixToFour = new byte[16];
    sixToFour[0] = 0x20;
    sixToFour[1] = 0x02;
    System.arraycopy(ipv4, 0, sixToFour, 2, 4);
    byte[] nat64 = new byte[16];
    nat64[1] = 0x64;
    nat64[2] = (byte) 0xff;
    nat64[3] = (byte) 0x9b;
    System.arraycopy(ipv4, 0, nat64, 12, 4);
    byte[] compatible = new byte[16];
    System.arraycopy(ipv4, 0, compatible, 12, 4);
    for (byte[] address : List.of(sixToFour, nat64, compatible)) {
      assertThat(PLAIN.allows("host.example", InetAddress.getByAddress(address))).isFalse();
    }
  }

  /** Only the prefix of a network counts. */
  @Property
  void aNetworkContainsAddressesWithItsPrefix(
      @ForAll int network,
      @ForAll @net.jqwik.api.constraints.IntRange(max = 32) int bits,
      @ForAll @net.jqwik.api.constraints.IntRange(max = 31) int flipped)
      throws UnknownHostException {
    int inside = network & 0x00ffffff | 10 << 24; // else it would be allowed anyway
    byte[] first = ByteBuffer.allocate(4).putInt(inside).array();
    AddressRules rules =
        AddressRules.allowing(
            List.of(InetAddress.getByAddress(first).getHostAddress() + "/" + bits));
    int other = inside ^ 1 << 31 - flipped;
    boolean expected = flipped >= bits || !reserved(other);
    assertThat(
            rules.allows(
                "h", InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(other).array())))
        .isEqualTo(expected);
  }

  private static boolean reserved(int address) throws UnknownHostException {
    return !PLAIN.allows(
        "h", InetAddress.getByAddress(ByteBuffer.allocate(4).putInt(address).array()));
  }

  @Test
  void settingsAllowNetworksAddressesAndHosts() throws UnknownHostException {
    AddressRules rules =
        AddressRules.allowing(List.of("127.0.0.0/8", "::1", "fd12:3456::/32", "Intra.Example"));
    assertThat(allows(rules, "127.1.2.3")).isTrue();
    assertThat(allows(rules, "::1")).isTrue();
    assertThat(allows(rules, "fd12:3456:9::1")).isTrue();
    assertThat(allows(rules, "fd12:3457::1")).isFalse();
    assertThat(allows(rules, "10.0.0.1")).isFalse();
    assertThat(rules.allows("intra.example", InetAddress.getByName("10.0.0.1"))).isTrue();
    assertThat(rules.allows("sub.intra.example", InetAddress.getByName("10.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.0/33", "127.0.0.0/x", "::1/129", "1.2.3", "a b", "", "-x-"})
  void otherSettingsAreErrors(String entry) {
    assertThatThrownBy(() -> AddressRules.allowing(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(entry);
  }
}
