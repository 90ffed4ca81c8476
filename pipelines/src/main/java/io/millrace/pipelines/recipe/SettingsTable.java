package io.millrace.pipelines.recipe;

import io.millrace.api.Names;
import io.millrace.api.PerLanguage;
import io.millrace.corpus.config.Bounds;
import io.millrace.corpus.config.SettingKind;
import io.millrace.corpus.config.SettingsModel;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.settings.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Generates tables of settings for the documentation from settings records. In a page, a table is
 * between {@code <!-- settings:NAME -->} and {@code <!-- /settings -->}.
 */
public final class SettingsTable {

  private static final Pattern BEGIN = Pattern.compile("<!-- settings:([A-Za-z0-9._-]+) -->");
  private static final String END = "<!-- /settings -->";

  /** Longest list in a table, in characters. */
  private static final int SHOWN = 200;

  private SettingsTable() {}

  /**
   * A row of a table.
   *
   * @param name name with dots if nested
   * @param value value in the record; a long list is shortened
   * @param range allowed values; "" for any
   */
  public record Row(String name, String meaning, String value, String range) {}

  /** The settings of a record, in order. */
  public static List<Row> rows(Record settings) {
    List<Row> rows = new ArrayList<>();
    addRows(rows, "", settings);
    return rows;
  }

  /** The settings of a type with their defaults. */
  public static List<Row> rows(Class<? extends Record> type) {
    return rows(SettingsModel.of(type).defaults());
  }

  private static void addRows(List<Row> rows, String path, Record settings) {
    for (SettingsModel.Field field : SettingsModel.of(settings.getClass()).fields()) {
      Object value = field.of(settings);
      if (field.kind() instanceof SettingKind.Nested) {
        addRows(rows, path + field.name() + ".", (Record) value);
      } else {
        rows.add(
            new Row(
                path + field.name(),
                field.setting().value(),
                shown(value),
                range(field.kind(), field.setting().names(), Bounds.of(field.setting()))
                    + (field.setting().auto() ? ", or `" + SettingKind.AUTO + "`" : "")));
      }
    }
  }

  /** A Markdown table: setting, meaning, default, range. Nested settings have dotted names. */
  public static String markdown(Class<? extends Record> type) {
    List<Row> rows = rows(type);
    if (rows.isEmpty()) {
      return "It has no settings.\n";
    }
    StringBuilder table = new StringBuilder("| setting | meaning | default | range |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Row row : rows) {
      String cells =
          String.join(
              " | ",
              "`" + row.name() + "`",
              cell(row.meaning()),
              "`" + cell(row.value()) + "`",
              cell(row.range()));
      table.append("| ").append(cells).append(" |\n");
    }
    return table.toString();
  }

  private static String shown(Object value) {
    if (value instanceof List<?> list && text(list).length() > SHOWN) {
      int items = list.size();
      while (items > 1 && text(list.subList(0, items)).length() > SHOWN) {
        items--;
      }
      String first = text(list.subList(0, items));
      return first.substring(0, first.length() - 1) + ", ...] (" + list.size() + ")";
    }
    if (value instanceof PerLanguage byLanguage) {
      return byLanguage(byLanguage);
    }
    return value instanceof Double real ? Wording.number(real) : text(value);
  }

  private static String byLanguage(PerLanguage value) {
    String rest = Wording.number(value.byDefault());
    if (value.languages().isEmpty()) {
      return rest;
    }
    StringBuilder all = new StringBuilder("{default: ").append(rest);
    value
        .languages()
        .forEach((language, own) -> all.append(", " + language + ": " + Wording.number(own)));
    return all.append('}').toString();
  }

  private static String text(Object value) {
    String json = Address.redact(RecipeJson.line(RecipeJson.value(value)));
    boolean plain = value instanceof Enum<?>;
    return plain ? json.substring(1, json.length() - 1) : json;
  }

  private static String range(SettingKind kind, Names names, Bounds bounds) {
    if (kind instanceof SettingKind.Choice choice) {
      return "`" + String.join("`, `", choice.names()) + "`";
    }
    if (kind instanceof SettingKind.ListOf list) {
      return join("list", range(list.element(), names, bounds));
    }
    if (kind instanceof SettingKind.MapOf map) {
      return join(
          names == Names.ANYTHING ? "mapping" : "by language", range(map.value(), names, bounds));
    }
    if (kind instanceof SettingKind.Nested) {
      return "mappings";
    }
    return switch ((SettingKind.Simple) kind) {
      case BOOLEAN -> "`true`, `false`";
      case TEXT -> names == Names.ANYTHING ? "text" : "language codes";
      case ADDRESS -> "text";
      case PER_LANGUAGE -> join("by language", bounds.table());
      case INT, LONG, REAL -> bounds.table();
    };
  }

  private static String join(String what, String of) {
    return of.isEmpty() ? what : what + ", " + of;
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\R", " ");
  }

  /**
   * Generates the tables of a page again.
   *
   * @param records records by the names that pages use
   * @throws IllegalArgumentException if a name is unknown or a marker is not closed
   */
  public static String update(String page, Map<String, Class<? extends Record>> records) {
    StringBuilder updated = new StringBuilder();
    Matcher begin = BEGIN.matcher(page);
    int done = 0;
    while (begin.find(done)) {
      Class<? extends Record> type = records.get(begin.group(1));
      int end = page.indexOf(END, begin.end());
      if (type == null || end < 0) {
        String problem = type == null ? " names no settings" : " is not closed by " + END;
        throw new IllegalArgumentException(begin.group() + problem);
      }
      updated.append(page, done, begin.end()).append("\n\n").append(markdown(type)).append('\n');
      updated.append(END);
      done = end + END.length();
    }
    return updated.append(page, done, page.length()).toString();
  }
}
