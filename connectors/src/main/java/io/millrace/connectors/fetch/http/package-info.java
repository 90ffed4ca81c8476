/**
 * One HTTP request at a time, with limits on size, time, headers and redirects.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.http.HttpTransport}. {@link
 * io.millrace.connectors.fetch.http.HttpExchange} reads an answer and stops when it exceeds what
 * {@link io.millrace.connectors.fetch.http.Wanted} allows. {@link
 * io.millrace.connectors.fetch.http.HostResolver} resolves names and refuses private addresses
 * after the look-up, so that a name server cannot lead a request into the local network. {@code
 * BodyBudget} bounds the bytes that all open answers hold together.
 */
package io.millrace.connectors.fetch.http;
