package dev.parlance.chat.tls;

import dev.parlance.chat.spi.Transport;
import dev.parlance.chat.testkit.StreamContract;
import dev.parlance.chat.transport.nio.NioTransport;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsOverNioContractTest extends StreamContract {

  private SSLContext context;

  @BeforeAll
  void issue(@TempDir Path directory) {
    context = new Authority(directory, "ca").localhost();
  }

  @Override
  protected Transport transport() {
    return TlsTransport.over(NioTransport.tcp().loops(2), context);
  }

  @Override
  protected String threadPrefix() {
    return "parlance-";
  }
}
