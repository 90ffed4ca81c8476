package io.millrace.connectors.models;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes a response's body to a file and fails when it exceeds a size. */
final class FileSink implements HttpResponse.BodySubscriber<Void> {

  private final Path file;
  private final long most;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private FileChannel channel;
  private long written;

  FileSink(Path file, long most) {
    this.file = file;
    this.most = most;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      subscription.request(Long.MAX_VALUE);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (done.isDone()) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        written += buffer.remaining();
        if (written > most) {
          throw new FetchException("more than the " + most + " bytes it should have");
        }
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  private void giveUp(IOException e) {
    subscription.cancel();
    onError(e);
  }

  @Override
  public void onError(Throwable error) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    done.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    try {
      channel.close();
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }
}
