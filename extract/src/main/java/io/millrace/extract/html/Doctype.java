package io.millrace.extract.html;

/** The document type of a page. */
public final class Doctype extends Node {

  private final String name;
  private final String publicId;
  private final String systemId;

  Doctype(String name, String publicId, String systemId) {
    this.name = name;
    this.publicId = publicId;
    this.systemId = systemId;
  }

  /** Name in lower case. */
  public String name() {
    return name;
  }

  /** "" if there is none. */
  public String publicId() {
    return publicId;
  }

  /** "" if there is none. */
  public String systemId() {
    return systemId;
  }
}
