package dev.penstock.samples.gateway.command;

import dev.penstock.samples.gateway.server.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The files of TLS. */
final class TlsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = {
        "The certificate and those above it, in PEM; the door speaks HTTPS then. Changed files are",
        "read again without a restart."
      })
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, in PEM (PKCS#8).")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "FILE",
      description =
          "Who must have signed a client's certificate, in PEM (default: none is needed).")
  private @Nullable Path clientCa;

  /** The files, or null for a door without TLS. */
  @Nullable TlsFiles files() {
    if (certificate == null && key == null && clientCa == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new ParameterException(
          spec.commandLine(), "TLS needs both --tls-certificate and --tls-key");
    }
    return new TlsFiles(certificate, key, clientCa);
  }
}
