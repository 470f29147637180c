package dev.parlance.chat.tls;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A context whose files may change, as a certificate does that is renewed every few weeks. Whoever
 * renews it calls {@link #reload}; connections that are there go on by what they began with, and
 * new ones begin by what is new. Safe from any thread.
 *
 * <pre>{@code
 * ReloadedContext context = ReloadedContext.of(files);
 * ChatServer.builder().listen(TlsTransport.over(NioTransport.tcp(), context), 7777)
 * …
 * context.reload();
 * }</pre>
 */
public final class ReloadedContext implements Supplier<SSLContext> {

  private final PemFiles files;
  private volatile SSLContext current;
  private List<String> seen;

  private ReloadedContext(PemFiles files) throws IOException {
    this.files = files;
    this.seen = files.versions(); // before they are read: who changes them meanwhile is seen
    this.current = files.context();
  }

  /**
   * Reads the files for the first time.
   *
   * @param files where the certificates are
   * @return a supplier of the newest context
   * @throws IOException as {@link PemFiles#context} does
   */
  public static ReloadedContext of(PemFiles files) throws IOException {
    return new ReloadedContext(files);
  }

  /** {@return what was read last} */
  @Override
  public SSLContext get() {
    return current;
  }

  /**
   * Reads the files again. If that fails, everything is as before.
   *
   * @throws IOException as {@link PemFiles#context} does
   */
  public synchronized void reload() throws IOException {
    List<String> now = files.versions();
    current = files.context();
    seen = now;
  }

  /**
   * Reads the files again if their times or sizes are others than when they were read last; for
   * whoever looks after them at intervals. If that fails, everything is as before, and it is tried
   * again the next time.
   *
   * @return whether they were read
   * @throws IOException as {@link PemFiles#context} does
   */
  public synchronized boolean reloadIfChanged() throws IOException {
    boolean changed = !files.versions().equals(seen);
    if (changed) {
      reload();
    }
    return changed;
  }
}
