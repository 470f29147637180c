/**
 * TLS between a transport that carries streams and the core: {@link
 * dev.parlance.chat.tls.TlsTransport}, and {@link dev.parlance.chat.tls.PemFiles} for the
 * certificates.
 *
 * <p>Towards the transport below, a connection here is the {@link dev.parlance.chat.spi.Peer};
 * towards the core it is the {@link dev.parlance.chat.spi.Link}. What is received is opened record
 * by record and handed on at once, and what the core is pulled for is sealed into a buffer that is
 * borrowed for the length of that pull; so an idle connection holds no buffer, and one that is
 * stuck holds what is left of one pull.
 */
@NullMarked
package dev.parlance.chat.tls;

import org.jspecify.annotations.NullMarked;
