package io.millrace.filters.pii;

/** Kinds of personal data, in the order of their signals. */
public enum PiiKind {
  EMAIL("emails"),
  IPV4("ipv4_addresses"),
  IPV6("ipv6_addresses"),
  PHONE("phone_numbers"),
  IBAN("ibans");

  private final String signal;

  PiiKind(String signal) {
    this.signal = signal;
  }

  /** Name of the signal that counts this kind. */
  public String signal() {
    return signal;
  }
}
