package dev.penstock.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate with its key, and an issuer of its own, made by the JDK's {@code keytool} within a
 * few seconds. No client trusts the issuer unless it uses {@link #trustingContext()}. Make one and
 * keep it for all tests.
 */
public final class TestCertificate {
  private static final String ISSUER = "issuer";
  private static final String FILE = "keys.p12";
  private static final String PASSWORD = "changeit";
  private static final long LIMIT_SECONDS = 60;

  private final KeyStore keys;
  private final Certificate issuer;

  private TestCertificate(KeyStore keys) throws GeneralSecurityException {
    this.keys = keys;
    issuer = keys.getCertificate(ISSUER);
    keys.deleteEntry(ISSUER);
  }

  /** A certificate of 127.0.0.1, valid from yesterday for ten days. */
  public static TestCertificate valid() {
    return make("ip:127.0.0.1", "-1d", "10");
  }

  /** A certificate of 127.0.0.1 that expired a day ago. */
  public static TestCertificate expired() {
    return make("ip:127.0.0.1", "-3d", "2");
  }

  /** A certificate, valid as {@link #valid()}, of another host. */
  public static TestCertificate ofAnotherHost() {
    return make("dns:elsewhere.example", "-1d", "10");
  }

  /** Makes clients that trust this certificate's issuer and no other. */
  public SSLContext trustingContext() {
    try {
      KeyStore trusted = trusted();
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot trust a test certificate", e);
    }
  }

  /**
   * Writes a key store in the format PKCS12 that trusts this certificate's issuer and no other, for
   * clients that take theirs from the system properties {@code javax.net.ssl.trustStore} and {@code
   * javax.net.ssl.trustStorePassword}.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeTrustStore(Path file, String password) {
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted().store(out, password.toCharArray());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a trust store", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot trust a test certificate", e);
    }
  }

  private KeyStore trusted() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ISSUER, issuer);
    return trusted;
  }

  SSLContext servingContext() {
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot serve with a test certificate", e);
    }
  }

  private static TestCertificate make(String host, String start, String days) {
    try {
      Path folder = Files.createTempDirectory("test-certificate");
      Path file = folder.resolve(FILE);
      try {
        keytool(folder, "-alias", ISSUER, "-ext", "bc=ca:true", "-startdate", "-9d");
        keytool(
            folder,
            "-alias",
            "server",
            "-signer",
            ISSUER,
            "-ext",
            "san=" + host,
            "-startdate",
            start,
            "-validity",
            days);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
          keys.load(in, PASSWORD.toCharArray());
        }
        return new TestCertificate(keys);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder.resolve("said"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a test certificate", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot read the test certificate", e);
    }
  }

  private static void keytool(Path folder, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + more[1] + " of a test",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(FILE).toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("keytool failed: " + Files.readString(said).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
