package dev.penstock.samples.gateway.server;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of TLS, all in PEM.
 *
 * @param certificate the certificate and those above it, the own one first
 * @param key its key, as PKCS#8 without a password
 * @param clientCa who must have signed the certificates of clients; null if they need none
 */
public record TlsFiles(Path certificate, Path key, @Nullable Path clientCa) {
  List<Path> all() {
    return clientCa == null ? List.of(certificate, key) : List.of(certificate, key, clientCa);
  }
}
