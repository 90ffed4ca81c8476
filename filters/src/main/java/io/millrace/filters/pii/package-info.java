/** Personal data of a fixed form: e-mail and IP addresses, phone numbers, IBANs. */
package io.millrace.filters.pii;
