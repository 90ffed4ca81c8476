package io.millrace.connectors.read;

/** Copies of settings with one other value, which only tests need. */
public final class InputVariants {

  private InputVariants() {}

  public static InputSettings withSplitBytes(InputSettings from, long splitBytes) {
    return with(from, from.base(), from.per(), splitBytes);
  }

  public static InputSettings withBase(InputSettings from, String base) {
    return with(from, base, from.per(), from.splitBytes());
  }

  public static InputSettings withPer(InputSettings from, InputSettings.TextUnit per) {
    return with(from, from.base(), per, from.splitBytes());
  }

  private static InputSettings with(
      InputSettings from, String base, InputSettings.TextUnit per, long splitBytes) {
    return new InputSettings(
        from.paths(),
        base,
        from.source(),
        from.fields(),
        from.language(),
        per,
        from.maxRecordBytes(),
        splitBytes);
  }
}
