package dev.parlance.chat;

import java.util.Objects;

/**
 * Somebody in a room: a name, and the address the connection comes from. A user without a name of
 * its own is known by its address, {@code host:port}; an IPv6 host stands in brackets there.
 *
 * <p>A server knows the address of every user. A client knows what its dialect tells: mostly the
 * name alone, and then {@link #host} is empty and {@link #port} 0.
 */
public final class User {

  private final String name;
  private final String host;
  private final int port;
  private final boolean named;

  private User(String name, String host, int port, boolean named) {
    this.name = Objects.requireNonNull(name, "name");
    this.host = Objects.requireNonNull(host, "host");
    this.port = port;
    this.named = named;
  }

  /** {@return a user with a name, at an address that is not known} */
  public static User named(String name) {
    return new User(name, "", 0, true);
  }

  /** {@return a user with a name, at an address} */
  public static User named(String name, String host, int port) {
    return new User(name, host, port, true);
  }

  /** {@return a user known by its address alone} */
  public static User unnamed(String host, int port) {
    return new User(address(host, port), host, port, false);
  }

  /** {@return the name, or {@code host:port} where there is none} */
  public String name() {
    return name;
  }

  /** {@return whether the user has a name of its own} */
  public boolean isNamed() {
    return named;
  }

  /** {@return the numeric address, IPv6 without brackets; empty where not known} */
  public String host() {
    return host;
  }

  /** {@return the port, 1 to 65535; 0 where not known} */
  public int port() {
    return port;
  }

  /** {@return {@code host:port}; empty where not known} */
  public String address() {
    return host.isEmpty() ? "" : address(host, port);
  }

  private static String address(String host, int port) {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof User that
        && name.equals(that.name)
        && host.equals(that.host)
        && port == that.port
        && named == that.named;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, host, port, named);
  }

  /** {@return the {@link #name}} */
  @Override
  public String toString() {
    return name;
  }
}
