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
 * A RocksDB state backend with small checkpoints. RocksDB logs every change of its files in a
 * manifest, by default up to 1 GiB, and each checkpoint copies it: with a checkpoint every few
 * seconds, the manifests would take most of the storage.
 */
public final class RocksDbState implements FlinkStateBackendFactory {

  /** Size at which RocksDB starts a new manifest; its content needs some kilobytes. */
  static final long MANIFEST_BYTES = 64 << 10;

  @Override
  public StateBackend createStateBackend(FlinkPipelineOptions options) {
    // the deprecated class, as in Beam: it has the address of the checkpoints
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
