package io.millrace.pipelines.item;

import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.ImageFacts;
import io.millrace.pipelines.step.ImagePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bytes of an {@link ImagePart}, within a shard item. */
final class ImagePartCodec {

  private static final CaptionKind[] KINDS = CaptionKind.values();

  private ImagePartCodec() {}

  static void put(ImagePart part, ByteSink out) {
    out.putText(part.imageUrl());
    out.putText(part.pageLanguage());
    out.putVarint(part.captions().size());
    for (Caption caption : part.captions()) {
      out.putByte(caption.kind().ordinal());
      out.putText(caption.text());
      out.putText(caption.language());
      out.putDouble(caption.languageScore());
    }
    out.putVarint(part.chosen() + 1L);
    out.putByte(part.inContent() ? 1 : 0);
    out.putVarint(part.statedWidth());
    out.putVarint(part.statedHeight());
    out.putByte(part.facts().isPresent() ? 1 : 0);
    part.facts().ifPresent(facts -> putFacts(facts, out));
    out.putByte(part.image().isPresent() ? 1 : 0);
    part.image().ifPresent(out::putSizedBytes);
  }

  private static void putFacts(ImageFacts facts, ByteSink out) {
    out.putText(facts.format());
    out.putVarint(facts.width());
    out.putVarint(facts.height());
    out.putText(facts.originalFormat());
    out.putVarint(facts.originalWidth());
    out.putVarint(facts.originalHeight());
    out.putVarint(facts.originalBytes());
    out.putText(facts.originalSha256());
    out.putSizedBytes(facts.luma());
    out.putVarint(facts.exif().size());
    for (Map.Entry<String, String> entry : facts.exif().entrySet()) {
      out.putText(entry.getKey());
      out.putText(entry.getValue());
    }
  }

  static ImagePart take(ByteSource in) {
    String imageUrl = in.takeText();
    String pageLanguage = in.takeText();
    List<Caption> captions = new ArrayList<>();
    for (int left = in.takeSize(); left > 0; left--) {
      captions.add(
          new Caption(KINDS[in.takeByte()], in.takeText(), in.takeText(), in.takeDouble()));
    }
    int chosen = in.takeSize() - 1;
    boolean inContent = in.takeByte() == 1;
    int statedWidth = in.takeSize();
    int statedHeight = in.takeSize();
    Optional<ImageFacts> facts = in.takeByte() == 0 ? Optional.empty() : Optional.of(takeFacts(in));
    Optional<byte[]> image =
        in.takeByte() == 0 ? Optional.empty() : Optional.of(in.takeSizedBytes());
    return new ImagePart(
        imageUrl,
        pageLanguage,
        captions,
        chosen,
        inContent,
        statedWidth,
        statedHeight,
        image,
        facts);
  }

  private static ImageFacts takeFacts(ByteSource in) {
    String format = in.takeText();
    int width = in.takeSize();
    int height = in.takeSize();
    String originalFormat = in.takeText();
    int originalWidth = in.takeSize();
    int originalHeight = in.takeSize();
    long originalBytes = in.takeVarint();
    String sha256 = in.takeText();
    byte[] luma = in.takeSizedBytes();
    SortedMap<String, String> exif = new TreeMap<>();
    for (int left = in.takeSize(); left > 0; left--) {
      exif.put(in.takeText(), in.takeText());
    }
    return new ImageFacts(
        format,
        width,
        height,
        originalFormat,
        originalWidth,
        originalHeight,
        originalBytes,
        sha256,
        luma,
        exif);
  }
}
