package io.millrace.extract.html;

/** A node of a page's tree. A tree is read by one thread at a time. */
public abstract sealed class Node permits Element, CharacterData, Doctype {

  Element parent;
  Node next;
  Node previous;

  Node() {}

  /** Null for a node that is in no tree, and for the document. */
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

  /** Null where there is none. */
  public Node firstChild() {
    return null;
  }

  /**
   * The next node of a subtree in document order, or null at its end.
   *
   * @param root of the subtree, in which this node is
   */
  public Node following(Node root) {
    Node child = firstChild();
    return child != null ? child : followingSubtree(root);
  }

  /** The same without the nodes below this one. */
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

  /** Takes the node out of its tree. */
  final void remove() {
    if (parent != null) {
      parent.unlink(this);
    }
  }
}
