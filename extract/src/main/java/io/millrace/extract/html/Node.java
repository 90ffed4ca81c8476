package io.millrace.extract.html;

/** A node of a page's tree. Used by one thread at a time. */
public abstract sealed class Node permits Element, CharacterData, Doctype {

  Element parent;
  Node next;
  Node previous;

  Node() {}

  /** Null for the document and for a node without parent. */
  public Element parent() {
    return parent;
  }

  /** Null for the last one. */
  public Node nextSibling() {
    return next;
  }

  /** Null for the first one. */
  public Node previousSibling() {
    return previous;
  }

  /** Null if there is none. */
  public Node firstChild() {
    return null;
  }

  /**
   * The next node of a subtree in document order, or null at its end.
   *
   * @param root of the subtree; contains this node
   */
  public Node following(Node root) {
    Node child = firstChild();
    return child != null ? child : followingSubtree(root);
  }

  /** The next node of a subtree that is not below this one, or null. */
  public Node followingSubtree(Node root) {
    Node node = this;
    while (node != root && node != null) {
      if (node.next != null) {
        return node.next;
      }
      node = node.parent;
    }
    return null;
  }

  /** Removes the node from its parent. */
  final void remove() {
    if (parent != null) {
      parent.unlink(this);
    }
  }
}
