package io.millrace.connectors.read.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.Collected;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.connectors.read.parquet.ParquetFiles;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.RecordId;
import io.millrace.shards.file.LocalFolder;
import io.millrace.shards.pair.Pairs;
import io.millrace.shards.pair.WebDatasetSettings;
import io.millrace.shards.pair.WebDatasetWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInputsTest {

  private static final InputSettings PLAIN = InputSettings.defaults();

  @TempDir private Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Collected list(String name, String text) throws IOException {
    return Collected.of(InputKind.IMAGE_LIST, PLAIN, folder.resolve(name), utf8(text));
  }

  private static List<FailReason> failures(Collected found) {
    return found.unreadable().stream().map(record -> record.failure()).toList();
  }

  @Test
  void readsListsOfLaion() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message laion { optional int64 SAMPLE_ID; optional binary URL (STRING);"
                + " optional binary TEXT (STRING); optional double HEIGHT; optional double WIDTH;"
                + " optional binary LANGUAGE (STRING); optional double similarity; }");
    Group row = new SimpleGroupFactory(schema).newGroup();
    row.append("SAMPLE_ID", 7L).append("URL", "https://a.org/1.jpg").append("TEXT", "Eine Mühle");
    row.append("HEIGHT", 480.0).append("WIDTH", 640.0).append("LANGUAGE", "de");
    row.append("similarity", 0.31);
    byte[] bytes = ParquetFiles.write(schema, List.of(row), CompressionCodecName.SNAPPY);
    Path file = folder.resolve("part.parquet");
    List<ImageTextPair> pairs = Collected.of(InputKind.IMAGE_LIST, PLAIN, file, bytes).pairs();
    assertThat(pairs).hasSize(1);
    ImageTextPair pair = pairs.get(0);
    assertThat(pair.id()).isEqualTo(RecordId.ofOwn("7"));
    assertThat(pair.imageUrl()).isEqualTo("https://a.org/1.jpg");
    assertThat(pair.captions())
        .containsExactly(new Caption(CaptionKind.ALT, "Eine Mühle", "de", 0));
    assertThat(pair.statedWidth()).isEqualTo(640);
    assertThat(pair.statedHeight()).isEqualTo(480);
    assertThat(pair.metadata()).isEqualTo(Map.of("similarity", "0.31", "declared_language", "de"));
    assertThat(pair.image()).isEmpty();
  }

  @Test
  void readsImagesInLists() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message hf { optional group image { optional binary bytes; optional binary path"
                + " (STRING); } optional binary text (STRING); optional binary url (STRING); }");
    byte[] image = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};
    SimpleGroupFactory rows = new SimpleGroupFactory(schema);
    Group named = rows.newGroup().append("text", "Eine Mühle");
    named
        .addGroup("image")
        .append("bytes", Binary.fromConstantByteArray(image))
        .append("path", "a.jpg");
    Group nameless = rows.newGroup().append("text", "Ein Rad");
    nameless.addGroup("image").append("bytes", Binary.fromConstantByteArray(image));
    Group elsewhere =
        rows.newGroup().append("text", "Ein Haus").append("url", "https://a.org/1.jpg");
    elsewhere.addGroup("image");
    byte[] bytes =
        ParquetFiles.write(
            schema, List.of(named, nameless, elsewhere), CompressionCodecName.SNAPPY);
    Path file = folder.resolve("part.parquet");
    List<ImageTextPair> pairs = Collected.of(InputKind.IMAGE_LIST, PLAIN, file, bytes).pairs();
    assertThat(pairs)
        .extracting(pair -> pair.image().isPresent())
        .containsExactly(true, true, false);
    assertThat(pairs.get(0).image().orElseThrow()).isEqualTo(image);
    assertThat(pairs.get(0).imageUrl()).isEqualTo("a.jpg");
    assertThat(pairs.get(1).imageUrl()).isEqualTo(Hash128.of(image).toHex());
    assertThat(pairs.get(2).imageUrl()).isEqualTo("https://a.org/1.jpg");
    assertThat(pairs).extracting(pair -> pair.id()).doesNotHaveDuplicates();
  }

  @Test
  void readsListsOfDataCompAsJsonLines() throws IOException {
    Collected found =
        list(
            "a.jsonl",
            """
            {"uid": "f0", "url": "https://a.org/1.jpg", "text": "mill", "original_width": 3,
            {"uid": "f1", "url": "https://a.org/2.jpg", "text": null, "original_width": 3, "sha256": "ab"}
            {"uid": "f2", "text": "no address"}
            """);
    assertThat(found.pairs()).hasSize(1);
    assertThat(found.pairs().get(0).captions()).isEmpty();
    assertThat(found.pairs().get(0).id()).isEqualTo(RecordId.ofOwn("f1"));
    assertThat(found.pairs().get(0).metadata()).isEqualTo(Map.of("sha256", "ab"));
    assertThat(failures(found)).containsExactly(FailReason.DAMAGED_JSON, FailReason.MISSING_IMAGE);
  }

  @Test
  void readsCsvWithQuotesAndLineEnds() throws IOException {
    Collected found =
        list(
            "a.csv",
            "url,caption,license\r\n"
                + "https://a.org/1.jpg,\"A \"\"mill\"\",\nred\",CC0\r\n"
                + "\n"
                + "https://a.org/2.jpg,5\" nail,\n"
                + "https://a.org/3.jpg,\"never closed,x\n"
                + "https://a.org/4.jpg,one value too many,x,y\n"
                + "https://a.org/5.jpg,last,CC0");
    assertThat(found.pairs())
        .extracting(pair -> pair.captions().get(0).text())
        .containsExactly("A \"mill\",\nred", "5\" nail", "last");
    assertThat(found.pairs().get(1).metadata()).isEmpty();
    assertThat(failures(found))
        .containsExactly(FailReason.DAMAGED_RECORD, FailReason.DAMAGED_RECORD);
    assertThat(list("a.tsv", "caption\turl\na, b\thttps://a.org/1.jpg\n").pairs().get(0).captions())
        .containsExactly(Caption.of(CaptionKind.ALT, "a, b"));
  }

  @Test
  void namesOfColumnsCanBeGiven() throws IOException {
    TreeMap<String, String> fields = new TreeMap<>(Map.of("image_url", "src", "caption", "was"));
    Collected found =
        Collected.of(
            InputKind.IMAGE_LIST,
            PLAIN.withFields(fields).withLanguage("fr"),
            folder.resolve("a.csv"),
            utf8("src,was,url\nhttps://a.org/1.jpg,moulin,https://a.org/\n"));
    ImageTextPair pair = found.pairs().get(0);
    assertThat(pair.imageUrl()).isEqualTo("https://a.org/1.jpg");
    assertThat(pair.captions().get(0).language()).isEqualTo("fr");
    assertThat(pair.metadata()).containsEntry("url", "https://a.org/");
  }

  @Test
  void idsDoNotDependOnFormatFileOrRow() throws IOException {
    String csv = "url,caption\nhttps://a.org/1.jpg,mill\n";
    String json = "{\"URL\": \"https://a.org/1.jpg\", \"TEXT\": \"mill\"}\n";
    assertThat(list("a.csv", csv).ids())
        .isEqualTo(list("b.jsonl", json).ids())
        .isEqualTo(list("no-ending", json).ids());
  }

  /** A member: its name, its type, its bytes. */
  private record Member(String name, byte type, byte[] data) {
    static Member file(String name, byte[] data) {
      return new Member(name, TarConstants.LF_NORMAL, data);
    }
  }

  private static byte[] tar(Member... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Member member : members) {
        TarArchiveEntry entry = new TarArchiveEntry(member.name, member.type, true);
        entry.setSize(member.data.length);
        tar.putArchiveEntry(entry);
        tar.write(member.data);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Member[] sample(String key, int number) {
    return new Member[] {
      Member.file(key + ".jpg", Pairs.png(4, 4, number)),
      Member.file(key + ".txt", utf8("Mühle " + number)),
      Member.file(
          key + ".json",
          utf8("{\"url\": \"https://a.org/" + number + "\", \"width\": 4, \"key\": \"0\"}"))
    };
  }

  private Collected webdataset(byte[] bytes) throws IOException {
    return Collected.of(InputKind.WEBDATASET, PLAIN, folder.resolve("00000.tar"), bytes);
  }

  @Test
  void readsForeignTars() throws IOException {
    List<Member> members = new ArrayList<>(List.of(sample("a/000", 1)));
    String deep = "d".repeat(150) + "/n01.seg";
    members.add(Member.file(deep + ".png", new byte[] {9}));
    members.add(Member.file("n02.png", Pairs.png(3, 3, 2)));
    members.add(Member.file("n02.cls", utf8("3\n")));
    members.add(Member.file("n03.txt", utf8("a text alone")));
    byte[] bytes = tar(members.toArray(new Member[0]));
    Collected found = webdataset(bytes);
    assertThat(found.pairs()).hasSize(2);
    ImageTextPair first = found.pairs().get(0);
    assertThat(first.imageUrl()).isEqualTo("https://a.org/1");
    assertThat(first.captions()).containsExactly(Caption.of(CaptionKind.ALT, "Mühle 1"));
    assertThat(first.image().orElseThrow()).isEqualTo(Pairs.png(4, 4, 1));
    assertThat(first.statedWidth()).isEqualTo(4);
    assertThat(first.metadata()).isEmpty();
    ImageTextPair second = found.pairs().get(1);
    assertThat(second.imageUrl()).isEqualTo("n02.png");
    assertThat(second.metadata()).isEqualTo(Map.of("cls", "3"));
    // n01 has no member of a known kind, n03 no image
    assertThat(failures(found)).containsExactly(FailReason.MISSING_IMAGE, FailReason.MISSING_IMAGE);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    assertThat(webdataset(zipped.toByteArray()).ids()).isEqualTo(found.ids());
  }

  @Test
  void readsOwnShards() throws IOException {
    List<ImageTextPair> written = Pairs.pairs(9);
    WebDatasetSettings settings = WebDatasetSettings.defaults();
    try (WebDatasetWriter writer =
        WebDatasetWriter.open(new LocalFolder(folder)::file, 0, settings)) {
      for (ImageTextPair pair : written) {
        writer.write(pair);
      }
      writer.finish();
    }
    Path tar = folder.resolve("shards/00000.tar");
    List<ImageTextPair> read = Collected.of(InputKind.WEBDATASET, PLAIN, tar).pairs();
    assertThat(read).hasSize(9);
    for (int i = 0; i < 9; i++) {
      ImageTextPair pair = read.get(i);
      ImageTextPair was = written.get(i);
      assertThat(pair.id()).isEqualTo(RecordId.ofOwn(was.id()));
      assertThat(pair.imageUrl()).isEqualTo(was.imageUrl());
      assertThat(pair.url()).isEqualTo(was.url());
      assertThat(pair.timestamp()).isEqualTo(was.timestamp());
      assertThat(pair.source()).isEqualTo(was.source());
      assertThat(pair.language()).isEqualTo(was.language());
      assertThat(pair.captions()).isEqualTo(was.captions());
      assertThat(pair.inContent()).isEqualTo(was.inContent());
      assertThat(pair.image().orElseThrow()).isEqualTo(was.image().orElseThrow());
      assertThat(pair.metadata()).containsAllEntriesOf(was.metadata());
    }
    assertThat(read.get(0).metadata()).doesNotContainKeys("key", "status", "width", "captions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "a/../../b", "/etc/a", "C:/a", "..\\a", "\\a"})
  void rejectsNamesThatLeaveTheArchive(String key) throws IOException {
    List<Member> members = new ArrayList<>(List.of(sample(key, 1)));
    members.addAll(List.of(sample("ok", 2)));
    Collected found = webdataset(tar(members.toArray(new Member[0])));
    assertThat(failures(found)).containsExactly(FailReason.DAMAGED_RECORD);
    assertThat(found.pairs())
        .extracting(ImageTextPair::imageUrl)
        .containsExactly("https://a.org/2");
  }

  @Test
  void skipsMembersThatAreNotFiles() throws IOException {
    byte[] none = {};
    Collected found =
        webdataset(
            tar(
                new Member("d/", TarConstants.LF_DIR, none),
                new Member("a.jpg", TarConstants.LF_SYMLINK, none),
                new Member("b.jpg", TarConstants.LF_LINK, none),
                new Member("c.jpg", TarConstants.LF_CHR, none),
                new Member("e.jpg", TarConstants.LF_FIFO, none),
                Member.file("README", none)));
    assertThat(found.records).isEmpty();
    assertThat(found.skipped)
        .isEqualTo(
            Map.of("tar_folder", 1, "tar_link", 2, "tar_device", 2, "tar_file_without_key", 1));
  }

  @Test
  void hugeMembersAndHeadersAreUnreadable() throws IOException {
    InputSettings small = PLAIN.withMaxRecordBytes(5000);
    List<Member> members = new ArrayList<>(List.of(sample("a", 1)));
    members.add(Member.file("b.jpg", new byte[6000]));
    members.add(Member.file("b.txt", utf8("b")));
    members.addAll(List.of(sample("d", 4)));
    members.add(new Member("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, new byte[70_000]));
    members.addAll(List.of(sample("c", 3)));
    Path file = folder.resolve("huge.tar");
    Collected found =
        Collected.of(InputKind.WEBDATASET, small, file, tar(members.toArray(new Member[0])));
    assertThat(found.pairs()).hasSize(3);
    assertThat(failures(found)).containsExactly(FailReason.TOO_LARGE, FailReason.TOO_LARGE);
  }

  @Test
  void aTruncatedTarKeepsEarlierSamples() throws IOException {
    List<Member> members = new ArrayList<>(List.of(sample("a", 1)));
    members.addAll(List.of(sample("b", 2)));
    byte[] whole = tar(members.toArray(new Member[0]));
    int perSample = (whole.length - 1024) / 2;
    List<String> ids = webdataset(whole).ids();
    assertThat(ids).hasSize(2);
    for (int length = 1; length < whole.length - 1024; length += 5) {
      Collected found = webdataset(Arrays.copyOf(whole, length));
      assertThat(failures(found)).as("cut at %d", length).hasSize(1);
      if (length >= perSample) {
        assertThat(found.ids()).contains(ids.get(0));
      }
    }
    assertThat(webdataset(new byte[0]).records).isEmpty();
  }

  @Test
  void aDamagedByteLosesNoOtherSample() throws IOException {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      members.addAll(List.of(sample("k" + i, i)));
    }
    byte[] whole = tar(members.toArray(new Member[0]));
    int perSample = (whole.length - 1024) / 3;
    List<String> ids = webdataset(whole).ids();
    for (int at = 0; at < 3 * perSample; at += 11) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      List<String> found = webdataset(damaged).ids();
      for (int i = 0; i < 3; i++) {
        if (at / perSample != i) {
          assertThat(found).as("byte %d", at).contains(ids.get(i));
        }
      }
    }
  }

  @Test
  void readsFoldersOfImages() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.write(images.resolve("mill.PNG"), Pairs.png(4, 4, 1));
    Files.writeString(images.resolve("mill.txt"), " Eine Mühle\n");
    Files.writeString(
        images.resolve("mill.json"), "{\"license\": \"CC0\", \"page_url\": \"https://a.org/\"}");
    Files.write(images.resolve("bare.jpg"), Pairs.png(4, 4, 2));
    Files.writeString(images.resolve("notes.md"), "x");
    Collected found = new Collected();
    InputSettings settings = InputSettings.of(List.of(images + "/*"));
    RecordReader reader = RecordReaders.of(InputKind.IMAGE_FOLDER, settings);
    for (Split split : InputFiles.splits(InputKind.IMAGE_FOLDER, settings)) {
      reader.read(split, found);
    }
    assertThat(found.pairs())
        .extracting(ImageTextPair::imageUrl)
        .containsExactly("bare.jpg", "mill.png");
    ImageTextPair mill = found.pairs().get(1);
    assertThat(mill.captions()).containsExactly(Caption.of(CaptionKind.ALT, "Eine Mühle"));
    assertThat(mill.url()).isEqualTo("https://a.org/");
    assertThat(mill.metadata()).isEqualTo(Map.of("license", "CC0"));
    assertThat(found.skipped).isEqualTo(Map.of("file_without_image", 1));
    assertThat(found.unreadable()).isEmpty();
  }
}
