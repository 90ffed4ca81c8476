package io.millrace.connectors.read.parquet;

import io.millrace.connectors.files.BeamFiles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** CulturaX keeps each language in a folder named by its code: {@code de/de_part_00000.parquet}. */
final class FolderLanguage {

  /** lid.176's codes of three letters, and the two-letter ones Java's ISO 639 list lacks. */
  private static final String OTHERS =
      "als arz ast azb bar bcl bpy bxr cbk ceb ckb diq dsb eml frr gom hif hsb ilo jbo krc lez lmo"
          + " lrc mai mhr min mrj mwl myv mzn nah nap nds new pam pfl pms pnb rue sah scn sco sh"
          + " tyv vec vep vls war wuu xal xmf yue";

  private static final Set<String> CODES = codes();

  private FolderLanguage() {}

  private static Set<String> codes() {
    Set<String> codes = new HashSet<>(Arrays.asList(Locale.getISOLanguages()));
    codes.addAll(Arrays.asList(OTHERS.split(" ")));
    return codes;
  }

  /** The language a file's folder is named by, or "". */
  static String of(String path) {
    String folder = BeamFiles.file(path).getCurrentDirectory().getFilename();
    if (folder == null) {
      return "";
    }
    String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return CODES.contains(name) ? name : "";
  }
}
