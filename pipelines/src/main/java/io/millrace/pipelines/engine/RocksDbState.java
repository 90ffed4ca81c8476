package io.millrace.pipelines.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkStateBackendFactory;
import org.apache.flink.contrib.streaming.state.RocksDBOptionsFactory;
import org.apache.flink.contrib.streaming.state.RocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * State in RocksDB whose checkpoints stay as small as the state. RocksDB writes down every change
 * of its files in a manifest, up to 1 GiB unless told otherwise, and a checkpoint has a copy of it:
 * a stream that makes one every few seconds would soon store little else.
 */
public final class RocksDbState implements FlinkStateBackendFactory {

  /** The manifest is begun anew when it is longer; what is in the state takes some kilobytes. */
  static final long MANIFEST_BYTES = 64 << 10;

  @Override
  public StateBackend createStateBackend(FlinkPipelineOptions options) {
    // as Beam makes it: its place for checkpoints is part of it
    RocksDBStateBackend backend = backend(options.getStateBackendStoragePath());
    backend.setRocksDBOptions(new ShortManifests());
    return backend;
  }

  @SuppressWarnings("deprecation")
  private static RocksDBStateBackend backend(String checkpoints) {
    try {
      return new RocksDBStateBackend(checkpoints);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  static final class ShortManifests implements RocksDBOptionsFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public DBOptions createDBOptions(DBOptions options, Collection<AutoCloseable> toClose) {
      return options.setMaxManifestFileSize(MANIFEST_BYTES);
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(
        ColumnFamilyOptions options, Collection<AutoCloseable> toClose) {
      return options;
    }
  }
}
