package dev.parlance.chat.transport.socket;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads where they exist. Found at run time, as this is compiled for Java 17. */
final class VirtualThreads {

  private VirtualThreads() {}

  /** {@return what makes virtual threads that inherit nothing, or null before Java 21} */
  static @Nullable ThreadFactory factory() {
    try {
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Method inherit = type.getMethod("inheritInheritableThreadLocals", boolean.class);
      inherit.invoke(builder, false);
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      // Not there, or (Java 19 and 20) there for those who ask for a preview only.
      return null;
    }
  }
}
