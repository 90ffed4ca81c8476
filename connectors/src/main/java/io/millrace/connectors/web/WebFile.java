package io.millrace.connectors.web;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * An address of a web server or the hub.
 *
 * @param address with its scheme; folders end in '/'
 */
record WebFile(String address) implements ResourceId {

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    String folder = isDirectory() ? address : address.substring(0, address.lastIndexOf('/') + 1);
    boolean isFolder = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    return new WebFile(folder + other + (isFolder && !other.endsWith("/") ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory() ? this : new WebFile(address.substring(0, address.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return address.substring(0, address.indexOf(':'));
  }

  @Override
  public String getFilename() {
    String name = isDirectory() ? address.substring(0, address.length() - 1) : address;
    return name.substring(name.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return address.endsWith("/");
  }

  @Override
  public String toString() {
    return address;
  }
}
