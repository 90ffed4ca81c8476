/**
 * Files on web servers and on Hugging Face's hub, as a read-only file system of Beam for the
 * schemes http, https and hf.
 *
 * <p>Begin with {@link WebFileSystem}. {@link WebRequests} sends the requests, with retries and
 * limits; {@link WebChannel} is a file that is requested from the position at which reading starts.
 * {@link Hub} and {@link HubAddress} know the hub's addresses; {@link HubFiles} lists the files
 * that a pattern matches. Beam finds the package through {@link WebFileSystems} and its service
 * file.
 *
 * <p>Traps: responses are not trusted: lengths, ranges and redirects are checked ({@link
 * AnswerFields}). The hub's token is sent to the hub only.
 */
package io.millrace.connectors.web;
