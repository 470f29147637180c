package dev.parlance.chat.tls;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** What this side insists on, whoever is at the other end. */
record Terms(
    Supplier<SSLContext> contexts,
    ClientCertificates clientCertificates,
    @Nullable String serverName) {

  static final String NEWEST = "TLSv1.3";

  /** Nothing older: RFC 8996. */
  private static final List<String> PROTOCOLS = List.of(NEWEST, "TLSv1.2");

  SSLEngine forServer() {
    SSLEngine engine = contexts.get().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine);
    parameters.setUseCipherSuitesOrder(true);
    // Each of the two unsets the other.
    switch (clientCertificates) {
      case IGNORED -> parameters.setNeedClientAuth(false);
      case WANTED -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** The certificate must be for the name that was asked for, an address included. */
  SSLEngine forClient(InetSocketAddress address) {
    String name = serverName != null ? serverName : address.getHostString();
    SSLEngine engine = contexts.get().createSSLEngine(name, address.getPort());
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Of what the context has enabled, what is not too old: it may well want less. */
  private static SSLParameters parameters(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    List<String> enabled = Arrays.asList(parameters.getProtocols());
    String[] spoken = PROTOCOLS.stream().filter(enabled::contains).toArray(String[]::new);
    if (spoken.length == 0) {
      throw new IllegalArgumentException("of " + PROTOCOLS + " the context has enabled none");
    }
    parameters.setProtocols(spoken);
    return parameters;
  }
}
