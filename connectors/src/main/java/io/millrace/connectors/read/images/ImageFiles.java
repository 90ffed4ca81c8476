package io.millrace.connectors.read.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.PairFields;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.lines.JsonRecords;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.InputRecord;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.pair.PairRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a pair from an image file and its companion files: {@code txt} has the caption, {@code
 * json} fields as in img2dataset or millrace, {@code cls} a class label.
 */
final class ImageFiles {

  /** Extensions of images, the preferred first. */
  static final List<String> IMAGES =
      List.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff");

  /** Fields about encoded images that will be decoded again, or about positions in a tar. */
  private static final Set<String> OUTDATED =
      Set.of(
          ("key status error_message original_width original_height format original_format"
                  + " original_bytes in_content page_language captions metadata")
              .split(" "));

  private static final String METADATA = "metadata";

  private final InputSettings settings;
  private final InputKind kind;
  private final ObjectMapper mapper;

  ImageFiles(InputSettings settings, InputKind kind) {
    this.settings = settings;
    this.kind = kind;
    this.mapper = JsonRecords.mapper(settings);
  }

  /**
   * The record of one image.
   *
   * @param name name of the image in its file or folder, the address of an image without one
   * @param files their bytes by extension
   */
  InputRecord record(String name, Map<String, byte[]> files) {
    PairFields fields = new PairFields(settings, kind);
    Optional<DamagedInputException> problem = Optional.empty();
    try {
      if (files.containsKey("json")) {
        readJson(fields, files.get("json"));
      }
      if (files.containsKey("txt")) {
        byte[] text = files.get("txt");
        fields.take("caption", "caption", Readable.strictUtf8(text, 0, text.length));
      }
      if (files.containsKey("cls")) {
        byte[] label = files.get("cls");
        fields.addRest("cls", "cls", Readable.strictUtf8(label, 0, label.length).strip());
      }
    } catch (DamagedInputException damaged) {
      problem = Optional.of(damaged);
    }
    for (String image : IMAGES) {
      if (files.containsKey(image)) {
        fields.setImage(files.get(image), name + '.' + image);
        break;
      }
    }
    return problem.isPresent() ? fields.toUnreadable(problem.get()) : fields.toRecord();
  }

  private void readJson(PairFields fields, byte[] bytes) throws DamagedInputException {
    try {
      JsonNode object = JsonRecords.parse(mapper, bytes, 0, bytes.length);
      if (!object.isObject()) {
        throw new DamagedInputException(FailReason.DAMAGED_JSON, "not an object");
      }
      JsonRecords.fill(fields, object);
      fields.forget(OUTDATED);
      if (object.path("captions").isArray() && object.path("page_url").isTextual()) {
        readOurs(fields, object);
      }
    } catch (JsonProcessingException malformed) {
      throw new DamagedInputException(FailReason.DAMAGED_JSON, malformed.getOriginalMessage());
    } catch (DamagedInputException damaged) {
      throw damaged;
    } catch (IOException other) {
      throw new DamagedInputException(FailReason.DAMAGED_JSON, other.getMessage());
    }
  }

  /** Reads fields that only shards of millrace have. */
  private static void readOurs(PairFields fields, JsonNode object) throws IOException {
    fields.setCaptions(PairRow.captions(object.path("captions")));
    fields.setInContent(object.path("in_content").asBoolean(true));
    fields.take("language", "language", object.path("page_language").asText());
    if (object.path(METADATA).isTextual()) {
      PairRow.texts(object.path(METADATA).textValue())
          .forEach((name, value) -> fields.addRest(METADATA + '.' + name, name, value));
    }
  }
}
