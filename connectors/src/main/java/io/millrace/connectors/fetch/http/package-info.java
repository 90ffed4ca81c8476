/**
 * Single HTTP requests, with limits on size, time and headers.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.http.HttpTransport}. {@link
 * io.millrace.connectors.fetch.http.HttpExchange} receives a response and stops when it exceeds the
 * limits of {@link io.millrace.connectors.fetch.http.Wanted}. {@link
 * io.millrace.connectors.fetch.http.HostResolver} resolves names and refuses private addresses
 * after the look-up, so that a name server cannot lead a request into the local network. {@code
 * BodyBudget} limits the memory of all open responses together.
 *
 * <p>Traps: redirects and retries are the caller's work. A response is handed over only when its
 * connection is free again. A large body waits for the budget before it is read.
 */
package io.millrace.connectors.fetch.http;
