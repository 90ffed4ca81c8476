package io.millrace.filters.pii;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;

/** Which personal data is searched for, and whether it is masked or drops the document. */
public record PiiSettings(
    @Setting("Whether to mask what is found or to drop the document.") Action action,
    @Setting("Whether to look for e-mail addresses.") boolean emails,
    @Setting("Whether to look for public IPv4 and IPv6 addresses.") boolean ipAddresses,
    @Setting("Whether to look for phone numbers.") boolean phoneNumbers,
    @Setting("Whether to look for international bank account numbers.") boolean ibans,
    @Setting("Stands for an e-mail address.") String emailMask,
    @Setting("Stands for an IP address.") String ipAddressMask,
    @Setting("Stands for a phone number.") String phoneNumberMask,
    @Setting("Stands for an IBAN.") String ibanMask,
    @Setting(
            value = "With action drop: the most pieces of personal data a kept document may hold.",
            min = 0)
        PerLanguage limit) {

  /** What to do with personal data. */
  public enum Action {
    MASK,
    DROP
  }

  public PiiSettings {
    check("email_mask", emailMask);
    check("ip_address_mask", ipAddressMask);
    check("phone_number_mask", phoneNumberMask);
    check("iban_mask", ibanMask);
  }

  public static PiiSettings defaults() {
    return new PiiSettings(
        Action.MASK,
        true,
        true,
        true,
        true,
        "<email>",
        "<ip-address>",
        "<phone>",
        "<iban>",
        PerLanguage.of(0));
  }

  boolean looksFor(PiiKind kind) {
    return switch (kind) {
      case EMAIL -> emails;
      case IPV4, IPV6 -> ipAddresses;
      case PHONE -> phoneNumbers;
      case IBAN -> ibans;
    };
  }

  String mask(PiiKind kind) {
    return switch (kind) {
      case EMAIL -> emailMask;
      case IPV4, IPV6 -> ipAddressMask;
      case PHONE -> phoneNumberMask;
      case IBAN -> ibanMask;
    };
  }

  /** Rejects masks that look like personal data: they would be masked and counted again. */
  private static void check(String name, String mask) {
    PiiScanner scanner = new PiiScanner(kind -> true);
    scanner.start(mask);
    if (scanner.find()) {
      throw new IllegalArgumentException(
          name + " is '" + mask + "', which would itself be found as personal data");
    }
  }
}
