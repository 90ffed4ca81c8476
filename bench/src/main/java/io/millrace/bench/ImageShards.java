package io.millrace.bench;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.pair.ImageParquetWriter;
import io.millrace.shards.pair.WebDatasetSettings;
import io.millrace.shards.pair.WebDatasetWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Checks image shards with other readers, and our reader with a shard of another writer.
 *
 * <p>{@code write FOLDER} writes generated pairs as WebDataset and as Parquet. {@code read TAR}
 * prints what our reader reads: the image's address, caption and size in bytes, separated by tabs.
 */
public final class ImageShards {

  private static final int PAIRS = 60;
  private static final int SHARDS = 2;
  private static final String[] LANGUAGES = {"de", "ja", "ar", "hi"};
  private static final String[] CAPTIONS = {
    "Der Dialog „Ebenen“", "レイヤーダイアログ", "نافذة الطبقات", "परत संवाद"
  };

  private ImageShards() {}

  public static void main(String[] args) throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    if (args[0].equals("write")) {
      write(Path.of(args[1]));
    } else {
      read(Path.of(args[1]));
    }
  }

  private static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    LocalFolder root = new LocalFolder(folder);
    List<ImageTextPair> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(pair(i));
    }
    pairs.sort((a, b) -> a.id().compareTo(b.id()));
    WebDatasetSettings settings =
        new WebDatasetSettings(20, 1L << 30, WebDatasetSettings.ImageEnding.JPG, true);
    for (int shard = 0; shard < SHARDS; shard++) {
      String path = Shards.imageParquetPath(shard, SHARDS);
      LocalFile rows = root.file("parquet/" + path);
      try (WebDatasetWriter tars = WebDatasetWriter.open(root::file, shard, settings);
          ImageParquetWriter parquet = ImageParquetWriter.open(rows, path)) {
        for (ImageTextPair pair : pairs) {
          if (Shards.shardOf(pair.id(), SHARDS) == shard) {
            tars.write(pair);
            parquet.write(pair);
          }
        }
        tars.finish();
        parquet.finish();
      }
    }
  }

  private static ImageTextPair pair(int i) throws IOException {
    String format = i % 3 == 0 ? "jpeg" : "png";
    int width = 16 + i % 7;
    int height = 12;
    byte[] image = image(width, height, i, format);
    int language = i % LANGUAGES.length;
    List<Caption> captions = new ArrayList<>();
    captions.add(
        new Caption(CaptionKind.ALT, CAPTIONS[language] + ' ' + i, LANGUAGES[language], 0.875));
    if (i % 2 == 0) {
      captions.add(new Caption(CaptionKind.OCR, "OK " + i, "en", 0.5));
    }
    Map<String, String> metadata =
        i % 5 == 0 ? Map.of() : Map.of("license", "CC0", "phash", "0f", "score", "0.25");
    String sha256 = HexFormat.of().formatHex(new byte[32]);
    ImageFacts facts =
        new ImageFacts(
            format,
            width,
            height,
            format,
            2 * width,
            2 * height,
            image.length,
            sha256,
            new byte[ImageFacts.LUMA_SIDE * ImageFacts.LUMA_SIDE],
            new TreeMap<>(i % 4 == 0 ? Map.of("Model", "x") : Map.of()));
    return new ImageTextPair(
        Hash128.of("sample" + i).toHex(),
        "https://example.org/" + i + "." + format,
        "https://example.org/" + i,
        "2024-01-01T00:00:00Z",
        "sample",
        LANGUAGES[language],
        captions,
        true,
        0,
        0,
        new TreeMap<>(metadata),
        Optional.of(image),
        Optional.of(facts));
  }

  private static byte[] image(int width, int height, long seed, String format) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static void read(Path tar) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    RecordSink sink =
        new RecordSink() {
          @Override
          public void accept(InputRecord found) {
            if (found instanceof ImageTextPair pair) {
              String caption = pair.captions().isEmpty() ? "" : pair.captions().get(0).text();
              int bytes = pair.image().map(image -> image.length).orElse(0);
              out.println(pair.imageUrl() + '\t' + caption + '\t' + bytes);
            } else {
              out.println(found);
            }
          }

          @Override
          public void skip(String kind) {
            out.println(kind);
          }
        };
    RecordReader reader = RecordReaders.of(InputKind.WEBDATASET, InputSettings.defaults());
    for (Split split : reader.split(tar.toString(), Files.size(tar))) {
      reader.read(split, sink);
    }
  }
}
