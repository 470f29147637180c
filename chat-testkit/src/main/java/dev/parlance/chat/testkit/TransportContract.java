package dev.parlance.chat.testkit;

import dev.parlance.chat.spi.Transport;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link StreamContract} and {@link DatagramContract} need to know of the transport that they
 * are kept by. Extend one of these two.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TransportContract {

  /** For subclasses. */
  protected TransportContract() {}

  /** {@return a new transport; asked for once by each test} */
  protected abstract Transport transport();

  /** {@return what the names of all of the transport's threads start with} */
  protected abstract String threadPrefix();
}
