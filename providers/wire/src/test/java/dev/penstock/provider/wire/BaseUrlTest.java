package dev.penstock.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://api.example.com/v1, INSECURE_URL",
    "http://localhost.example.com/v1, INSECURE_URL",
    "https://user:pw@api.example.com/v1, URL_USERINFO",
    "https://user@api.example.com/v1, URL_USERINFO",
    "file:///etc/passwd, URL_SCHEME",
    "ftp://api.example.com/v1, URL_SCHEME",
    "api.example.com/v1, URL_SCHEME",
    "https:api.example.com/v1, URL_SCHEME",
    "https://169.254.169.254/v1, URL_LINK_LOCAL",
    "https://169.254.169.254./v1, URL_LINK_LOCAL",
    "https://2852039166/v1, URL_LINK_LOCAL",
    "https://0xa9fea9fe/v1, URL_LINK_LOCAL",
    "https://0xA9.0xFE.0xA9.0xFE/v1, URL_LINK_LOCAL",
    "https://0251.0376.0251.0376/v1, URL_LINK_LOCAL",
    "https://169.254.43518/v1, URL_LINK_LOCAL",
    "https://[::ffff:169.254.169.254]/v1, URL_LINK_LOCAL",
    "https://[::ffff:a9fe:a9fe]/v1, URL_LINK_LOCAL",
    "https://[fe80::1]/v1, URL_LINK_LOCAL",
    "https://metadata.google.internal/v1, URL_LINK_LOCAL",
    "https://[64:ff9b::a9fe:a9fe]/v1, URL_PRIVATE",
    "https://[2002:a9fe:a9fe::1]/v1, URL_PRIVATE",
    "https://[fd00:ec2::254]/v1, URL_PRIVATE",
    "https://[::169.254.169.254]/v1, URL_PRIVATE",
    "https://10.1.2.3/v1, URL_PRIVATE",
    "https://192.168.0.1/v1, URL_PRIVATE",
    "https://172.31.0.1/v1, URL_PRIVATE",
    "https://100.100.100.200/v1, URL_PRIVATE",
    "https://0.0.0.0/v1, URL_PRIVATE",
    "https://api.example.com/v1?x=1#y, URL_QUERY",
    "https://api.example.com/v1?, URL_QUERY",
    "https://api.example.com/v1#y, URL_QUERY",
    "https://1.2.3.4.5/v1, URL_HOST",
    "https://1.2.3.256/v1, URL_HOST",
    "https://api.example.com:99999/v1, URL_HOST",
  })
  void refusesAnAddress(URI url, String code) {
    assertThatThrownBy(() -> BaseUrl.of(url, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("base-url: ")
        .hasMessageEndingWith("[" + code + "]")
        .hasMessageNotContaining("pw");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/v1",
        "https://api.example.com:8443/a/b/",
        "https://my_gateway/v1",
        "https://8.8.8.8",
        "https://[2606:4700::1111]/v1",
        "http://localhost:11434/v1",
        "http://127.0.0.1:8000",
        "http://127.1:8000/v1",
        "http://[::1]:8000/v1",
      })
  void takesAnAddress(URI url) {
    assertThatCode(() -> BaseUrl.of(url, false)).doesNotThrowAnyException();
  }

  @Test
  void takesItApart() {
    assertThat(BaseUrl.of(URI.create("HTTPS://API.example.com:8443/a/b//"), false))
        .isEqualTo(new BaseUrl("https", "api.example.com", 8443, "/a/b", false));
    assertThat(BaseUrl.of(URI.create("http://[::1]/"), false))
        .isEqualTo(new BaseUrl("http", "::1", -1, "", true));
  }
}
