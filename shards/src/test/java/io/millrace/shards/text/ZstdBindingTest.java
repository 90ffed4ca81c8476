package io.millrace.shards.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdCompressCtx;
import org.junit.jupiter.api.Test;

/**
 * The library of zstd is called through JNI on every Java. Classes of its for Java 22 find
 * functions by name in whatever is loaded, RocksDB's own zstd too, and then bytes depend on what
 * else runs (docs/decisions/0045).
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
