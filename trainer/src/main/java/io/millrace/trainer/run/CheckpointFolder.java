package io.millrace.trainer.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.trainer.block.Parameter;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Safetensors;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints of a run, each a folder {@code step-000000500} with {@code model.safetensors},
 * {@code optimiser.safetensors} and {@code state.json}. A folder is written under a temporary name
 * and then renamed, so a folder with a final name is complete, even after a kill.
 */
final class CheckpointFolder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("step-[0-9]{9,18}");
  private static final String MODEL = "model.safetensors";
  private static final String OPTIMISER = "optimiser.safetensors";
  private static final String STATE = "state.json";

  private final Path directory;
  private final long every;
  private final int keep;

  /**
   * @param every steps between scheduled checkpoints
   * @param keep newest scheduled checkpoints to keep; the last one of the run is always kept
   */
  CheckpointFolder(Path directory, long every, int keep) {
    this.directory = directory;
    this.every = every;
    this.keep = keep;
  }

  /** Writes a checkpoint and removes old ones. */
  Path save(RunState state, List<Parameter> model, List<Parameter> optimiser) throws IOException {
    Files.createDirectories(directory);
    Path whole = directory.resolve(String.format(Locale.ROOT, "step-%09d", state.step()));
    Path temporary = directory.resolve("writing-" + whole.getFileName());
    delete(temporary);
    Files.createDirectory(temporary);
    Safetensors.write(temporary.resolve(MODEL), byName(model));
    Safetensors.write(temporary.resolve(OPTIMISER), byName(optimiser));
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state);
    try (FileChannel out =
        FileChannel.open(
            temporary.resolve(STATE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    remove(whole);
    Files.move(temporary, whole, StandardCopyOption.ATOMIC_MOVE);
    List<Path> stay = scheduled();
    stay = stay.subList(Math.max(0, stay.size() - keep), stay.size());
    for (Path old : all()) {
      if (!stay.contains(old) && !old.equals(whole)) {
        remove(old);
      }
    }
    return whole;
  }

  /**
   * Scheduled checkpoints, at multiples of {@code every}, oldest first. A run that was stopped has
   * other checkpoints too; a roll-back to one of those would differ from a run without the stop.
   */
  List<Path> scheduled() throws IOException {
    return all().stream().filter(folder -> step(folder) % every == 0).toList();
  }

  private static long step(Path folder) {
    return Long.parseLong(folder.getFileName().toString().substring("step-".length()));
  }

  private static SortedMap<String, Tensor> byName(List<Parameter> parameters) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    parameters.forEach(parameter -> tensors.put(parameter.name(), parameter.value()));
    return tensors;
  }

  /** The last checkpoint, if there is one. */
  Optional<Path> latest() throws IOException {
    List<Path> all = all();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** All complete checkpoints, oldest first. */
  List<Path> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingLong(CheckpointFolder::step))
          .toList();
    }
  }

  static RunState state(Path checkpoint) throws IOException {
    RunState state = JSON.readValue(checkpoint.resolve(STATE).toFile(), RunState.class);
    if (state.format() != RunState.FORMAT) {
      throw new IOException(
          checkpoint + " has format " + state.format() + "; supported is " + RunState.FORMAT);
    }
    return state;
  }

  /** Loads the numbers of a checkpoint into the model and the optimiser. */
  static void load(Path checkpoint, Scope root, List<Parameter> model, List<Parameter> optimiser)
      throws IOException {
    load(checkpoint.resolve(MODEL), root, model);
    load(checkpoint.resolve(OPTIMISER), root, optimiser);
  }

  static void load(Path file, Scope root, List<Parameter> parameters) throws IOException {
    try (Safetensors tensors = Safetensors.open(file)) {
      SortedMap<String, long[]> shapes = tensors.shapes();
      for (Parameter parameter : parameters) {
        long[] shape = shapes.get(parameter.name());
        if (shape == null || !Arrays.equals(shape, parameter.value().shape())) {
          throw new TrainingException(
              file
                  + " is not of this model: "
                  + parameter.name()
                  + (shape == null ? " is missing" : " has the shape " + Arrays.toString(shape)));
        }
      }
      for (Parameter parameter : parameters) {
        try (Scope scope = root.evaluation()) {
          Ops.assign(scope, parameter.value(), tensors.tensor(scope, parameter.name()));
        }
      }
    }
  }

  /** Renames a folder before it is deleted, so that no incomplete folder has a final name. */
  private void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Path doomed = directory.resolve("removing-" + folder.getFileName());
      delete(doomed);
      Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
      delete(doomed);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file -> {
            try {
              Files.delete(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.delete(folder);
  }
}
