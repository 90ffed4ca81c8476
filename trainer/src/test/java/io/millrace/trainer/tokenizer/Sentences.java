package io.millrace.trainer.tokenizer;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A few sentences in many languages. */
final class Sentences {

  static final Map<String, String> BY_LANGUAGE = languages();

  private Sentences() {}

  /** All sentences, repeated this many times. */
  static String all(int times) {
    return (String.join("\n", BY_LANGUAGE.values()) + "\n").repeat(times);
  }

  private static Map<String, String> languages() {
    Map<String, String> texts = new TreeMap<>();
    texts.put("am", "ውሃ በድንጋይ መካከል ይፈሳል። ልጆቹ በወንዙ ዳር 12 አሳ ቆጠሩ።");
    texts.put("ar", "تدور الطاحونة ببطء، والماءُ يحملها. كم ثمن الدقيق؟ ٢٥ دينارًا.");
    texts.put("bn", "নদীর জল চাকা ঘোরায়। আজ ৩ বস্তা চাল এসেছে, কাল আরও আসবে।");
    texts.put("de", "Das Mühlrad dreht sich langsam; Größe und Gewicht stehen auf dem Schild.");
    texts.put("el", "Ο μύλος γυρίζει αργά και το νερό τρέχει. Πόσο κάνει το αλεύρι;");
    texts.put("en", "The miller's wheel doesn't stop; we've ground 1234.5 kg since I'd begun!");
    texts.put("es", "El molino gira despacio. ¿Cuánto cuesta la harina? ¡Muchísimo!");
    texts.put("fa", "چرخ آسیاب آهسته می‌چرخد و آب رودخانه آن را می‌گرداند.");
    texts.put("fi", "Mylly pyörii hitaasti, ja jauhot maksavat yhdeksän euroa kilolta.");
    texts.put("fr", "L'eau fait tourner la roue ; qu'est-ce que ça coûte aujourd'hui ?");
    texts.put("he", "הגלגל מסתובב לאט והמים זורמים. שָׁלוֹם לכולם, אמר הטוחן.");
    texts.put("hi", "पानी चक्की को घुमाता है। किसान ने पाँच बोरी गेहूँ पिसवाया।");
    texts.put("ja", "水車がゆっくり回っている。小麦粉は１キロ３００円です。カタカナも。");
    texts.put("ka", "წისქვილი ნელა ტრიალებს და წყალი მიედინება.");
    texts.put("ko", "물레방아가 천천히 돈다. 밀가루 값은 얼마입니까? 오늘은 쉽니다.");
    texts.put("nl", "Het molenrad draait langzaam; 's avonds maalt men geen graan.");
    texts.put("pl", "Młyn kręci się powoli, a mąka kosztuje dziś więcej niż wczoraj.");
    texts.put("pt", "A roda do moinho não para; amanhã haverá pão para todos.");
    texts.put("ru", "Мельница вращается медленно, вода шумит, мука дорожает на 7 %.");
    texts.put("sw", "Maji yanazungusha gurudumu polepole. Unga unauzwa kwa bei gani?");
    texts.put("ta", "நீர் ஆலையைச் சுழற்றுகிறது. மாவின் விலை என்ன?");
    texts.put("th", "น้ำหมุนกังหันช้าๆ แป้งราคากิโลกรัมละเท่าไร วันนี้ปิด");
    texts.put("tr", "Değirmen ağır ağır dönüyor, ırmağın suyu İzmir'e kadar iniyor.");
    texts.put("vi", "Cối xay quay chậm rãi, nước chảy róc rách. Bột mì giá bao nhiêu?");
    texts.put("zh", "水车慢慢地转。面粉多少钱一斤？今天休息，明天再来。");
    texts.put("code", "for (int i = 0; i < 10; i++) {\n\tsum += a[i];\r\n}\n\n\n  // x==y\t\n");
    return Collections.unmodifiableMap(texts);
  }
}
