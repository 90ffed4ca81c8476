package io.millrace.pipelines.engine.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Restricts the REST endpoint of an embedded engine to this process. Flink always opens the
 * endpoint and has no login for it, so a request without the key of this process is not answered
 * and its connection is closed. Flink finds this class with a service loader. An engine without
 * {@link #CLOSED} in its configuration, such as a cluster with Millrace on its class path, is not
 * changed.
 */
public final class OwnRest implements InboundChannelHandlerFactory {

  /** Header with the key. */
  public static final String HEADER = "X-Millrace-Key";

  /** Setting of the engine that closes its endpoint. */
  public static final String CLOSED = "millrace.rest.closed";

  private static final ConfigOption<Boolean> CLOSED_OPTION =
      ConfigOptions.key(CLOSED).booleanType().defaultValue(false);
  private static final int KEY_BYTES = 16;
  private static final String KEY = newKey();

  private static String newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** Key of the endpoints of this process; each process has another one. */
  public static String key() {
    return KEY;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration.get(CLOSED_OPTION) ? Optional.of(new Place()) : Optional.empty();
  }

  /**
   * Inserts the check in the right place. Flink would add it after the handler that writes uploads
   * to disk.
   */
  private static final class Place extends ChannelInboundHandlerAdapter {

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      String codec = context.pipeline().context(HttpServerCodec.class).name();
      context.pipeline().addAfter(codec, null, new Check());
      context.pipeline().remove(this);
    }
  }

  /** Passes requests with the key, and closes the connection of all others. */
  private static final class Check extends ChannelInboundHandlerAdapter {

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        String key = request.headers().get(HEADER, "");
        refused |= !MessageDigest.isEqual(utf8(key), utf8(KEY));
      }
      if (refused) {
        ReferenceCountUtil.release(message);
        context.close();
      } else {
        context.fireChannelRead(message);
      }
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
