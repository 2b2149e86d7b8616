package io.ferryftp.boringssl;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The names of cipher suites: IANA's, and those of OpenSSL for TLS 1.2.
final class Suites {
  private static final String PREFIX = "TLS_";
  private static final String TLS_1_2 = "_WITH_";

  private static final Map<String, String> IANA =
      Map.of(
          "ECDHE-ECDSA-AES128-GCM-SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "ECDHE-RSA-AES128-GCM-SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "ECDHE-ECDSA-AES256-GCM-SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "ECDHE-RSA-AES256-GCM-SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "ECDHE-ECDSA-CHACHA20-POLY1305", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "ECDHE-RSA-CHACHA20-POLY1305", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Map<String, String> OPENSSL =
      IANA.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private Suites() {}

  /// IANA's name of a suite in OpenSSL's words.
  static String iana(String openssl) {
    return openssl.startsWith(PREFIX) ? openssl : IANA.getOrDefault(openssl, openssl);
  }

  static String forTls12(List<String> suites) {
    return suites.stream()
        .filter(suite -> suite.contains(TLS_1_2))
        .map(suite -> OPENSSL.getOrDefault(suite, suite))
        .collect(Collectors.joining(":"));
  }

  static String forTls13(List<String> suites) {
    return suites.stream()
        .filter(suite -> !suite.contains(TLS_1_2))
        .collect(Collectors.joining(":"));
  }
}
