package dev.parlance.chat.internal;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Looks for the engine when it is first needed. */
final class EngineLookup {

  private static volatile @Nullable Engine found;

  private EngineLookup() {}

  static Engine engine() {
    Engine known = found;
    if (known == null) {
      known = find();
      found = known;
    }
    return known;
  }

  /** By the loader of the API: that of the thread may be anybody's. */
  private static Engine find() {
    try {
      return ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "the engine is missing: dev.parlance:chat-engine, which every transport of"
                          + " Parlance brings with it, must be where dev.parlance:chat-api is, on"
                          + " the class path or the module path"));
    } catch (ServiceConfigurationError unfit) {
      throw new IllegalStateException(
          "the engine does not fit: dev.parlance:chat-engine must be whole, and of the version of"
              + " dev.parlance:chat-api; "
              + unfit.getMessage(),
          unfit);
    }
  }
}
