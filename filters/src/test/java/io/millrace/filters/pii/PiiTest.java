package io.millrace.filters.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.PerLanguage;
import io.millrace.corpus.Document;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to jane.doe+news@mail.foo.co.uk.      | Write to <email>.",
        "<a@b.org>, c_d@e.de; f%g@h.fr               | <<email>>, <email>; <email>",
        "请联系zhang@sina.com.cn谢谢                   | 请联系<email>谢谢",
        "Пишите: почта@пример.рф!                    | Пишите: <email>!",
        "info@münchen.de                             | <email>",
        "Mail me@foo.org.Then call                   | Mail <email>.Then call",
        "...x..y@foo.org                             | ...x..<email>",
        "@user@mastodon.social said                  | @<email> said",
      })
  void masksEmailAddresses(String text, String masked) {
    assertThat(mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "@handle and user@localhost",
        "logo@2x.png",
        "lodash@4.17.21",
        "x @ y.com",
        "you@example.com",
        "a@b..com",
        "a@-b.com",
        "three @ 5.00 each",
        "@",
        "@@@",
        "a.@b.com",
      })
  void leavesOtherUsesOfTheAtSign(String text) {
    assertThat(mask(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from 81.169.145.78 to 8.26.56.26.       | from <ip-address> to <ip-address>.",
        "http://81.169.145.78:8080/x             | http://<ip-address>:8080/x",
        "地址81.169.145.78号                      | 地址<ip-address>号",
        "::ffff:81.169.145.78                    | ::ffff:<ip-address>",
        "81.169.145.0/24                         | <ip-address>/24",
        "[2a01:4f8:0:a101::1]:80                 | [<ip-address>]:80",
        "ping 2606:4700:4700::1111, done         | ping <ip-address>, done",
        "2a00:1450:4001:082a:0000:0000:0000:200e | <ip-address>",
        "route 2a01:4f8:0:: here                 | route <ip-address> here",
      })
  void masksPublicAddresses(String text, String masked) {
    assertThat(mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v81.169.145.78",
        "version 81.169.145.78",
        "Version: 81.169.145.78",
        "версия 10.20.30.40",
        "Chrome/90.0.44.93",
        "1.2.3.4 Scope",
        "127.0.0.1",
        "10.20.30.40",
        "192.168.1.10",
        "172.31.255.1",
        "169.254.10.20",
        "100.64.10.20",
        "224.10.20.30",
        "255.255.255.255",
        "192.0.2.10",
        "198.51.100.10",
        "203.0.113.10",
        "1.22.333.44",
        "81.169.145",
        "81.0169.145.78",
        "1.81.169.145.78",
        "81.169.145.78.9",
        "81.169.145.78-beta",
        "x81.169.145.78",
        "fe80::1:2",
        "::1",
        "2001:db8::1:2",
        "fc00:1:2::3",
        "2023:10:11 12:30:00",
        "std::dec",
        "2a01:4f8",
        "2a01:4f8::",
        "12a01:4f8:0:a101::1",
        "2a01:4f8:0:a101::1:2:3:4:5:6:7",
      })
  void leavesPrivateAddressesAndVersions(String text) {
    assertThat(mask(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ring +49 30 901820 now               | Ring <phone> now",
        "+49 (0) 30 / 90 18 20                | <phone>",
        "+1 (212) 555-0123                    | <phone>",
        "+12125550123                         | <phone>",
        "(212) 555-0123 or 646.555.0188       | <phone> or <phone>",
        "1-800-555-0199                       | <phone>",
        "0049 30 901820                       | <phone>",
        "030/9018201                          | <phone>",
        "(030) 90 18 20-11                    | <phone>",
        "06 12 34 56 78 / 06 98 76 54 32      | <phone> / <phone>",
        "06.12.34.56.78                       | <phone>",
        "020 7946 0958                        | <phone>",
        "Tel. 9018201                         | Tel. <phone>",
        "тел.: 123-45-67                      | тел.: <phone>",
        "联系电话：13812345678                   | 联系电话：<phone>",
        "电话010-12345678。                    | 电话<phone>。",
        "โทร02-123-4567                       | โทร<phone>",
        "هاتف: 0112345678                     | هاتف: <phone>",
        "☎ 9018201                            | ☎ <phone>",
      })
  void masksPhoneNumbers(String text, String masked) {
    assertThat(mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01.02.2023 12:30",
        "2023-10-11",
        "01.02.2023 1234",
        "10,000,000 people",
        "1 000 000 000",
        "$212-555-0123",
        "ISBN 0-306-40615-2",
        "978-0-306-40615-7",
        "ISSN 0378-5955",
        "order 9018201234",
        "1234 5678 9012 3456",
        "+999 123 456 789",
        "+1 112 555 0123",
        "+5",
        "3.14159265358979",
        "09.00 - 12.00 13.00 - 17.00",
        "01 02 03 04 05",
        "2010-2020",
        "0012345678",
        "212 555 0123 4567",
        "212-555-0123%",
        "212-555-01234",
        "a212-555-0123",
        "#212-555-0123",
        "234 567 8901",
        "id=212-555-0123",
        "1990 0044 0532 0130",
        "012 013 023 123",
        "400 /600/800/1000 ml",
      })
  void leavesOtherNumbers(String text) {
    assertThat(mask(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IBAN: DE89 3704 0044 0532 0130 00.    | IBAN: <iban>.",
        "DE89370400440532013000                | <iban>",
        "gb29 nwbk 6016 1331 9268 19           | <iban>",
        "FR14-2004-1010-0505-0001-3M02-606     | <iban>",
        "账号NO93 8601 1117 947号               | 账号<iban>号",
      })
  void masksIbans(String text, String masked) {
    assertThat(mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DE89370400440532013001",
        "DE8937040044053201300",
        "DE893704004405320130000",
        "XX89370400440532013000",
        "ADE89370400440532013000",
        "DE",
        "DE8",
        "8",
        "E89",
      })
  void leavesInvalidIbans(String text) {
    assertThat(mask(text)).isSameAs(text);
  }

  @Test
  void countsEachKind() {
    String text =
        "a@b.org c@d.org 81.169.145.78 2606:4700:4700::1111 +49 30 901820"
            + " DE89370400440532013000";
    double[] out = new double[6];
    new PiiCleaner(PiiSettings.defaults()).clean(document(text), null, out, 0);
    assertThat(out).containsExactly(2, 1, 1, 1, 1, 0);
    new PiiFilter(PiiSettings.defaults()).measure(document(text), null, out, 0);
    assertThat(out).containsExactly(2, 1, 1, 1, 1, 6);
  }

  @Test
  void filterHasItsSignalsAndRule() {
    PiiFilter filter = new PiiFilter(PiiSettings.defaults());
    assertThat(filter.signals())
        .containsExactly(
            "emails",
            "ipv4_addresses",
            "ipv6_addresses",
            "phone_numbers",
            "ibans",
            "personal_data");
    assertThat(filter.rules()).hasSize(1);
    assertThat(filter.rules().get(0).isBrokenBy(1, "en")).isTrue();
    assertThat(filter.rules().get(0).isBrokenBy(0, "en")).isFalse();
  }

  @Test
  void appliesTheSettingsOfKindsAndMasks() {
    PiiSettings settings =
        new PiiSettings(
            PiiSettings.Action.MASK,
            true,
            false,
            false,
            false,
            "email@example.com",
            "192.0.2.1",
            "",
            "",
            PerLanguage.of(0));
    String text = "a@b.org 81.169.145.78 +49 30 901820 DE89370400440532013000";
    assertThat(new PiiCleaner(settings).clean(document(text), null, new double[5], 0))
        .isEqualTo("email@example.com 81.169.145.78 +49 30 901820 DE89370400440532013000");
  }

  @Test
  void rejectsAMaskThatLooksLikePersonalData() {
    assertThatThrownBy(
            () ->
                new PiiSettings(
                    PiiSettings.Action.MASK,
                    true,
                    true,
                    true,
                    true,
                    "nobody@gmail.com",
                    "",
                    "",
                    "",
                    PerLanguage.of(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("email_mask")
        .hasMessageContaining("nobody@gmail.com");
  }

  private static String mask(String text) {
    return new PiiCleaner(PiiSettings.defaults()).clean(document(text), null, new double[5], 0);
  }

  private static Document document(String text) {
    return new Document("", text, "", "", "", "en", 1, Collections.emptySortedMap());
  }
}
