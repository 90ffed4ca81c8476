/** Files on web servers and on Hugging Face's hub, as a Beam file system that reads. */
package io.millrace.connectors.web;
