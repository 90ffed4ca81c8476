package io.millrace.app.report;

import io.millrace.corpus.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A generated report: 40 languages, long labels, hostile texts. */
final class SampleReport {

  static final String HOSTILE =
      "</script><script>document.title='owned'</script><!-- <img src=x onerror=alert(1)> &amp; \u2028 @data@";

  private static final List<String> LANGUAGES =
      List.of(
          ("en ru de es fr zh ja it pt pl nl ar tr cs vi fa id sv ro el hu ko da uk th fi bg no he hi"
                  + " sk ca hr lt sr ta be-tarask bat_smg map-bms und")
              .split(" "));
  private static final List<String> STAGES =
      List.of(
          "extract",
          "url-filter",
          "langid",
          "line-clean",
          "gopher-repetition",
          "gopher-quality",
          "c4",
          "fineweb",
          "culturax",
          "pii",
          "dedup-url",
          "dedup-exact",
          "dedup-minhash",
          "decontaminate");
  private static final List<String> EXCERPTS =
      List.of(
          "Home | About us | Contact | Home | About us | Contact\nClick here to read more "
              .repeat(9),
          "قائمة الصفحات: الرئيسية، من نحن، اتصل بنا. جميع الحقوق محفوظة (c) 2019 Example Ltd.",
          "כל הזכויות שמורות. דף הבית | צור קשר | מפת האתר 100%",
          "本站所有内容均来自互联网，版权归原作者所有。如有侵权请联系我们删除。点击这里查看更多内容。",
          "เว็บไซต์นี้ใช้คุกกี้เพื่อประสบการณ์ที่ดีที่สุด",
          "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
              .repeat(3));

  private SampleReport() {}

  static ReportData data() {
    Random random = new Random(7);
    SortedMap<String, Long> left = new TreeMap<>();
    for (int i = 0; i < LANGUAGES.size(); i++) {
      left.put(LANGUAGES.get(i), (long) (1_400_000 / Math.pow(i + 1, 1.1)) + random.nextInt(400));
    }
    SortedMap<String, Long> input = new TreeMap<>(left);
    SortedMap<String, Long> failures = new TreeMap<>();
    List<ReportData.Stage> stages = new ArrayList<>();
    for (String stage : STAGES) {
      SortedMap<String, Long> in = new TreeMap<>(left);
      SortedMap<String, Long> dropped = new TreeMap<>();
      SortedMap<String, Long> failed = new TreeMap<>();
      double rate = stage.equals("dedup-minhash") ? 0.3 : stage.equals("pii") ? 0 : 0.12;
      in.forEach(
          (language, n) -> {
            long lost = (long) (n * rate * random.nextDouble());
            long broken = stage.equals("extract") ? n / 500 : 0;
            dropped.put(language, lost);
            failed.put(language, broken);
            failures.merge(language, broken, Long::sum);
            left.put(language, n - lost - broken);
          });
      stages.add(new ReportData.Stage(stage, in, dropped, failed));
    }
    return new ReportData(
        "Web crawl 2026-11 <b>&</b> CulturaX, forty languages",
        "0.1.0",
        "inputs:\n  - warc: data/*.warc.gz\nstages:\n  - extract\n  - langid: {threshold: 0.65}\n# "
            + HOSTILE
            + "\n",
        4213.7,
        stages,
        reasons(random),
        List.of(),
        distributions(random),
        languages(input, left, failures),
        STAGES.stream()
            .map(
                stage ->
                    new ReportData.Speed(
                        stage,
                        40 + 900 * random.nextDouble(),
                        3_000_000 + random.nextInt(2_000_000),
                        20_000_000_000L + random.nextInt()))
            .toList(),
        List.of(new ReportData.Model("lid.176.ftz", "8f3472cfe8738a7b".repeat(4))),
        null,
        null,
        List.of("3 of 412 input files were cut; what could be read of them was.", HOSTILE));
  }

  private static List<ReportData.Language> languages(
      SortedMap<String, Long> input, SortedMap<String, Long> left, SortedMap<String, Long> failed) {
    List<ReportData.Language> languages = new ArrayList<>();
    input.forEach(
        (language, n) -> {
          long kept = left.get(language);
          long lost = n - kept - failed.get(language);
          languages.add(
              new ReportData.Language(
                  language, n, kept, lost, failed.get(language), 0, kept * 11 / 10, kept * 3217));
        });
    return languages;
  }

  private static List<ReportData.Reason> reasons(Random random) {
    List<ReportData.Reason> reasons = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      List<ReportData.Example> examples = new ArrayList<>();
      for (int i = 0; i < (reason.ordinal() % 3 == 0 ? 10 : 4); i++) {
        boolean measured = i % 4 != 3;
        examples.add(
            new ReportData.Example(
                "0123456789abcdef".repeat(2),
                i == 1
                    ? "javascript:alert(1)//" + HOSTILE
                    : "https://www.example.org/a/very/long/path/"
                        + "segment/".repeat(i)
                        + "?q="
                        + i,
                List.of("en", "ar", "he", "zh", "th", "de").get(i % 6),
                measured ? "signal_" + reason.key() : "",
                measured ? random.nextDouble() : null,
                measured ? 0.2 : null,
                i == 2 ? HOSTILE : EXCERPTS.get(i % 6),
                ""));
      }
      reasons.add(
          new ReportData.Reason(
              reason.stage(),
              reason.key(),
              reason.description(),
              (long) (300_000 * Math.exp(-6 * random.nextDouble())),
              examples));
    }
    return reasons;
  }

  private static List<ReportData.Distribution> distributions(Random random) {
    List<ReportData.Distribution> distributions = new ArrayList<>();
    for (DropReason reason : DropReason.values()) {
      if (!List.of("gopher-repetition", "gopher-quality", "fineweb").contains(reason.stage())) {
        continue;
      }
      boolean words = reason.name().endsWith("WORDS") && reason.name().startsWith("TOO");
      boolean least = reason.name().startsWith("TOO_FEW") || reason.name().startsWith("FEW");
      double top = words ? 3000 : 1;
      double threshold = words ? least ? 50 : 2500 : least ? 0.6 : 0.2;
      List<Double> edges = new ArrayList<>(List.of(0.0));
      List<Long> counts = new ArrayList<>();
      double mode = least ? 0.75 : 0.08;
      for (int bin = 0; bin < 40; bin++) {
        edges.add(top * (bin + 1) / 40);
        double x = (bin + 0.5) / 40;
        counts.add(
            (long) (400_000 * Math.exp(-20 * (x - mode) * (x - mode)) + random.nextInt(900)));
      }
      distributions.add(
          new ReportData.Distribution(
              reason.stage(),
              reason.key() + "_ratio",
              reason.key(),
              least ? "at_least" : "at_most",
              threshold,
              reason.ordinal() % 2 == 0
                  ? new TreeMap<>()
                  : new TreeMap<>(Map.of("de", threshold * 1.2, "zh", threshold * 0.8)),
              reason.ordinal() % 3 == 0 ? 1_900_000 : 0,
              edges,
              counts));
    }
    return distributions;
  }
}
