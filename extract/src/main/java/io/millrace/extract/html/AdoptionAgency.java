package io.millrace.extract.html;

/**
 * The adoption agency algorithm, for end tags of formatting elements (WHATWG HTML, section
 * 13.2.6.4.7).
 */
final class AdoptionAgency {

  private static final int OUTER_ROUNDS = 8;
  private static final int INNER_ROUNDS = 3;

  private final TreeBuilder builder;
  private final OpenElements open;
  private final FormattingElements formatting;

  AdoptionAgency(TreeBuilder builder) {
    this.builder = builder;
    open = builder.open;
    formatting = builder.formatting;
  }

  void run(Tag subject) {
    Element current = open.current();
    if (current.is(subject.id) && !current.active) {
      open.pop();
      return;
    }
    for (int round = 0; round < OUTER_ROUNDS; round++) {
      Element element = formatting.last(subject.id);
      if (element == null || !builder.mayMakeElement()) {
        builder.endAnyOther(subject);
        return;
      }
      if (!element.open) {
        formatting.remove(element);
        return;
      }
      if (!open.isInScope(element)) {
        return;
      }
      int index = open.indexOf(element);
      int furthest = index + 1;
      while (furthest < open.size() && !OpenElements.isSpecial(open.get(furthest))) {
        furthest++;
      }
      if (furthest == open.size()) {
        open.popTo(index);
        formatting.remove(element);
        return;
      }
      adopt(element, index, furthest);
    }
  }

  /**
   * @param index of the formatting element among the open ones; not 0
   * @param furthest index of the furthest block
   */
  private void adopt(Element element, int index, int furthest) {
    Element block = open.get(furthest);
    Element ancestor = open.get(index - 1);
    int bookmark = formatting.indexOf(element);
    Element last = block;
    int round = 0;
    for (int i = furthest - 1; i > index; i--) {
      round++;
      Element node = open.get(i);
      if (round > INNER_ROUNDS && node.active) {
        int at = formatting.indexOf(node);
        bookmark -= at < bookmark ? 1 : 0;
        formatting.remove(at);
      }
      if (!node.active) {
        open.remove(node);
        continue;
      }
      Element copy = node.copy();
      int at = formatting.indexOf(node);
      formatting.replace(at, copy);
      open.replace(i, copy);
      if (last == block) {
        bookmark = at + 1;
      }
      copy.append(last);
      last = copy;
    }
    builder.move(last, ancestor);
    Element copy = element.copy();
    copy.appendChildrenOf(block);
    block.append(copy);
    int old = formatting.indexOf(element);
    formatting.remove(old);
    formatting.insert(old < bookmark ? bookmark - 1 : bookmark, copy);
    open.remove(element);
    open.insert(open.indexOf(block) + 1, copy);
  }
}
