package dev.penstock.samples.gateway.server;

import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.common.tls.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its key as they were read together.
 *
 * @param bytes what the files hold
 */
record TlsPair(TlsFiles files, List<ByteBuffer> bytes) {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final int LARGEST = 1 << 20;

  static TlsPair read(TlsFiles files) throws IOException {
    List<ByteBuffer> bytes = new ArrayList<>();
    for (Path file : files.all()) {
      if (Files.size(file) > LARGEST) {
        throw new IOException(file + " is too large for a certificate or key");
      }
      bytes.add(ByteBuffer.wrap(Files.readAllBytes(file)).asReadOnlyBuffer());
    }
    return new TlsPair(files, List.copyOf(bytes));
  }

  /**
   * What the server speaks with.
   *
   * @throws IOException if a file is not what it should be, or the key is not the certificate's
   */
  Tls tls() throws IOException {
    List<X509Certificate> chain = certificates(files.certificate(), bytes.get(0));
    PublicKey open = chain.getFirst().getPublicKey();
    PrivateKey secret = key(files.key(), bytes.get(1), open.getAlgorithm());
    if (!belongTogether(open, secret)) {
      throw new IOException(
          "the key in "
              + files.key()
              + " is not that of the certificate in "
              + files.certificate());
    }
    TlsConfig.Builder tls =
        Tls.builder()
            .enabledProtocols(PROTOCOLS)
            .endpointIdentificationAlgorithm(Tls.ENDPOINT_IDENTIFICATION_NONE)
            .privateKey(secret)
            .privateKeyCertChain(chain);
    @Nullable Path ca = files.clientCa();
    if (ca != null) {
      tls.trust(certificates(ca, bytes.get(2))).clientAuth(TlsClientAuth.REQUIRED);
    }
    return tls.build();
  }

  private static List<X509Certificate> certificates(Path file, ByteBuffer pem) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(array(pem)))
          .forEach(certificate -> chain.add((X509Certificate) certificate));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no certificates in PEM", e);
    }
    if (chain.isEmpty()) {
      throw new IOException(file + " holds no certificates in PEM");
    }
    return chain;
  }

  private static PrivateKey key(Path file, ByteBuffer pem, String algorithm) throws IOException {
    String text = StandardCharsets.US_ASCII.decode(pem.duplicate()).toString();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          file
              + " holds no key that begins with "
              + BEGIN
              + "; openssl pkcs8 -topk8 -nocrypt makes one of others");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Not as a cause: its message may hold part of the key.
      throw new IOException(
          file
              + " holds a key that is broken, or of another kind than "
              + algorithm
              + ", which the certificate is for");
    }
  }

  private static boolean belongTogether(PublicKey open, PrivateKey secret) throws IOException {
    String signing =
        switch (open.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "RSASSA-PSS" -> "RSASSA-PSS";
          default -> open.getAlgorithm();
        };
    byte[] text = signing.getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signature = Signature.getInstance(signing);
      signature.initSign(secret);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new IOException("certificates of the kind " + signing + " are not supported here", e);
    }
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.duplicate().get(array);
    return array;
  }
}
