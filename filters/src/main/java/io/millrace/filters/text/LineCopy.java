package io.millrace.filters.text;

/**
 * Derives the analysis of kept lines inside the arrays of the old analysis. It never overwrites
 * values it still has to read.
 */
final class LineCopy {

  private final AnalysisBuffers out;
  private final LineScanner scanner;

  /** The last line read of the old text, and its values. */
  private int line = -1;

  private int start;
  private int end;
  private int firstWord;
  private int codePointsBefore;
  private int codePoints;
  private int sentences;
  private int hashSigns;
  private int ellipses;

  /** Counts at the end of the line before. */
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
      // an empty line is written in the place of the blank lines before the next line
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

  /** Moves on to a line and reads the values of each line before they are overwritten. */
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
