package io.millrace.connectors.read.parquet;

import io.millrace.connectors.files.BeamFiles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The language of a CulturaX file, which is the name of its folder: {@code
 * de/de_part_00000.parquet}.
 */
final class FolderLanguage {

  /** Three-letter codes of lid.176, and two-letter codes that Java's ISO 639 list lacks. */
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

  /** The language of a file by its folder, or "". */
  static String of(String path) {
    String folder = BeamFiles.file(path).getCurrentDirectory().getFilename();
    if (folder == null) {
      return "";
    }
    String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    return CODES.contains(name) ? name : "";
  }
}
