package io.millrace.shards.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import org.junit.jupiter.api.Test;

/**
 * Checks that zstd is called through JNI. Its classes for Java 22 look up functions by name in all
 * loaded libraries, including RocksDB's own zstd, so the bytes would depend on other code
 * (docs/decisions/0045).
 */
class ZstdBindingTest {

  @Test
  void hasNoClassesForLaterJavas() {
    String name = ZstdCompressCtx.class.getName().replace('.', '/') + ".class";
    ClassLoader loader = ZstdCompressCtx.class.getClassLoader();
    assertThat(loader.getResource(name)).isNotNull();
    for (int java = 18; java <= 40; java++) {
      assertThat(loader.getResource("META-INF/versions/" + java + "/" + name)).isNull();
    }
  }
}
