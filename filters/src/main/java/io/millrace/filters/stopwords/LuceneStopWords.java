package io.millrace.filters.stopwords;

import io.millrace.filters.text.WordSet;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** The default stop words of Lucene's analysers, by the language codes of lid.176. */
final class LuceneStopWords implements StopWords {

  private static final LuceneStopWords INSTANCE = new LuceneStopWords();

  private final SortedMap<String, WordSet> sets = new TreeMap<>();

  private LuceneStopWords() {
    europe();
    put("ar", ArabicAnalyzer.getDefaultStopSet());
    put("bn", BengaliAnalyzer.getDefaultStopSet());
    put("ckb", SoraniAnalyzer.getDefaultStopSet());
    put("fa", PersianAnalyzer.getDefaultStopSet());
    put("hi", HindiAnalyzer.getDefaultStopSet());
    put("hy", ArmenianAnalyzer.getDefaultStopSet());
    put("id", IndonesianAnalyzer.getDefaultStopSet());
    put("ne", NepaliAnalyzer.getDefaultStopSet());
    put("ta", TamilAnalyzer.getDefaultStopSet());
    put("te", TeluguAnalyzer.getDefaultStopSet());
    put("th", ThaiAnalyzer.getDefaultStopSet());
    put("tr", TurkishAnalyzer.getDefaultStopSet());
  }

  private void europe() {
    put("bg", BulgarianAnalyzer.getDefaultStopSet());
    put("ca", CatalanAnalyzer.getDefaultStopSet());
    put("cs", CzechAnalyzer.getDefaultStopSet());
    put("da", DanishAnalyzer.getDefaultStopSet());
    put("de", GermanAnalyzer.getDefaultStopSet());
    put("el", GreekAnalyzer.getDefaultStopSet());
    put("en", EnglishAnalyzer.getDefaultStopSet());
    put("es", SpanishAnalyzer.getDefaultStopSet());
    put("et", EstonianAnalyzer.getDefaultStopSet());
    put("eu", BasqueAnalyzer.getDefaultStopSet());
    put("fi", FinnishAnalyzer.getDefaultStopSet());
    put("fr", FrenchAnalyzer.getDefaultStopSet());
    put("ga", IrishAnalyzer.getDefaultStopSet());
    put("gl", GalicianAnalyzer.getDefaultStopSet());
    put("hu", HungarianAnalyzer.getDefaultStopSet());
    put("it", ItalianAnalyzer.getDefaultStopSet());
    put("lt", LithuanianAnalyzer.getDefaultStopSet());
    put("lv", LatvianAnalyzer.getDefaultStopSet());
    put("nl", DutchAnalyzer.getDefaultStopSet());
    put("no", NorwegianAnalyzer.getDefaultStopSet());
    put("pt", PortugueseAnalyzer.getDefaultStopSet());
    put("ro", RomanianAnalyzer.getDefaultStopSet());
    put("ru", RussianAnalyzer.getDefaultStopSet());
    put("sr", SerbianAnalyzer.getDefaultStopSet());
    put("sv", SwedishAnalyzer.getDefaultStopSet());
  }

  static LuceneStopWords get() {
    return INSTANCE;
  }

  /** Codes of the languages that have a list. */
  Set<String> languages() {
    return Collections.unmodifiableSet(sets.keySet());
  }

  @Override
  public Optional<WordSet> of(String language) {
    return Optional.ofNullable(sets.get(language));
  }

  private void put(String language, CharArraySet words) {
    SortedSet<String> list = new TreeSet<>();
    for (Object word : words) {
      list.add(new String((char[]) word));
    }
    sets.put(language, WordSet.of(list));
  }
}
