package io.millrace.rephrase.gate.facts;

import java.util.Map;
import java.util.TreeMap;

/** Symbols of units that have the same meaning in all languages. */
final class Units {

  private Units() {}

  /** Maps each symbol to its canonical spelling. */
  static Map<String, String> bySymbol() {
    Map<String, String> units = new TreeMap<>();
    for (String unit :
        ("% ‰ ° °C °F K mm cm m km m² m³ km² ha mg g kg t ml cl l mm² cm² cm³ km/h m/s Hz kHz MHz GHz"
                + " W kW MW GW kWh MWh V kV A Pa hPa bar kB MB GB TB kcal kJ $ € £ ¥ ₹ ₽ ₺ dB min")
            .split(" ")) {
      units.put(unit, unit);
    }
    String others =
        "m2 m², m3 m³, km2 km², L l, mL ml, kmh km/h, kph km/h, KB kB, EUR €, USD $, "
            + "GBP £, JPY ¥, INR ₹, RUB ₽, TRY ₺, CHF CHF, ٪ %, ％ %, ℃ °C, км km, кг kg, г g, "
            + "м m, см cm, мм mm, л l, мл ml, кВт kW, МВт MW, км/ч km/h, т t, га ha";
    for (String pair : others.split(", ")) {
      String[] both = pair.split(" ");
      units.put(both[0], both[1]);
    }
    return units;
  }
}
