package io.millrace.filters.text;

/**
 * Makes the analysis of lines of a text in the arrays of that text's own: what is read lies behind
 * what is written, or in its place.
 */
final class LineCopy {

  private final AnalysisBuffers out;
  private final LineScanner scanner;

  /** The line of the old text that was looked at last, and what the arrays had of it. */
  private int line = -1;

  private int start;
  private int end;
  private int firstWord;
  private int codePointsBefore;
  private int codePoints;
  private int sentences;
  private int hashSigns;
  private int ellipses;

  /** Counts up to the end of the line before. */
  private int sentencesBefore;

  private int hashSignsBefore;
  private int ellipsesBefore;

  LineCopy(AnalysisBuffers out, LineScanner scanner) {
    this.out = out;
    this.scanner = scanner;
  }

  void keep(KeptLines kept, String newText) {
    out.begin(newText);
    scanner.reset();
    int at = 0;
    int pairs = 0;
    for (int place = 0; place < kept.size(); place++) {
      int length = 0;
      int before = out.sentences;
      int inside = 0;
      // an empty line may be written where the blank ones before the next line are
      read(kept.line(kept.isEmpty(place) ? place + 1 : place));
      if (!kept.isEmpty(place)) {
        length = end - start;
        int behind = out.lineFirstWords[line + 1];
        out.copyWords(firstWord, behind, at - start, at - pairs - codePointsBefore);
        pairs += length - codePoints;
        inside = sentences - sentencesBefore;
        out.hashSigns += hashSigns - hashSignsBefore;
        out.ellipses += ellipses - ellipsesBefore;
      }
      scanner.endLine(at + length, pairs, at + length + 1);
      out.sentences = before + inside;
      out.countLine();
      at += length + 1;
    }
    scanner.closeParagraph();
    out.finish(pairs);
  }

  /** Goes on to a line, taking what the arrays have of each before it is written over. */
  private void read(int wanted) {
    while (line < wanted) {
      line++;
      int gap = out.lineStarts[line] - end;
      codePointsBefore += codePoints + gap;
      sentencesBefore = sentences;
      hashSignsBefore = hashSigns;
      ellipsesBefore = ellipses;
      start = out.lineStarts[line];
      end = out.lineEnds[line];
      firstWord = out.lineFirstWords[line];
      codePoints = out.lineCodePoints[line];
      sentences = out.lineSentences[line];
      hashSigns = out.lineHashSigns[line];
      ellipses = out.lineEllipses[line];
    }
  }
}
