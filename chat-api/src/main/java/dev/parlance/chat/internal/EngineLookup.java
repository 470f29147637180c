package dev.parlance.chat.internal;

import java.util.Optional;
import java.util.ServiceLoader;

/** Looks for the engine when it is first needed. */
final class EngineLookup {

  /** By the loader of the API: that of the thread may be anybody's. */
  private static final Optional<Engine> ENGINE =
      ServiceLoader.load(Engine.class, Engine.class.getClassLoader()).findFirst();

  private EngineLookup() {}

  static Engine engine() {
    return ENGINE.orElseThrow(
        () ->
            new IllegalStateException(
                "the engine is missing: dev.parlance:chat-engine, which every transport of Parlance"
                    + " brings with it, must be on the class path or the module path"));
  }
}
