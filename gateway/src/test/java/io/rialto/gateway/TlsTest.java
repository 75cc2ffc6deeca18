package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.gateway.Certificates.Own;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Gateways behind TLS, asked by a client that trusts one certificate. */
@Timeout(300)
class TlsTest {
    @TempDir
    private static Path folder;

    private static VenueFixture venue;
    private static Own first;
    private static Own second;

    private final Path certificate = folder.resolve("certificate.pem");
    private final Path key = folder.resolve("key.pem");
    private final Path roots = folder.resolve("roots.pem");

    @BeforeAll
    static void open() throws Exception {
        venue = VenueFixture.open();
        first = Certificates.make(folder, "first");
        second = Certificates.make(folder, "second");
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @BeforeEach
    void write() throws Exception {
        first.write(certificate, key);
        second.write(roots, folder.resolve("unused.pem"));
    }

    @Test
    void shouldServeOverTlsAndAskForNothingElse() throws Exception {
        Gateway gateway = gateway(Optional.empty());

        HttpResponse<String> answer = get(gateway, first, Optional.empty());

        assertThat(gateway.url()).startsWith("https://127.0.0.1:");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> get(gateway, second, Optional.empty()))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> plain(gateway)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldGoOnWithARenewedCertificateAndNotWithABrokenOne() throws Exception {
        Gateway gateway = gateway(Optional.empty());
        assertThat(issuer(gateway, first)).isEqualTo("CN=first");

        second.write(certificate, key);
        while (!serves(gateway, second)) {
            Thread.onSpinWait();
        }
        assertThat(serves(gateway, first)).isFalse();

        Certificates.place(certificate, "no certificate");
        first.write(roots, folder.resolve("unused.pem"));
        assertThat(issuer(gateway, second)).isEqualTo("CN=second");

        first.write(certificate, key);
        while (!serves(gateway, first)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldLetInOnlyWhomTheRootsVouchFor() throws Exception {
        Gateway gateway = gateway(Optional.of(roots));

        assertThat(get(gateway, first, Optional.of(second)).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> get(gateway, first, Optional.of(first)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(gateway, first, Optional.empty()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldNotStartWithWhatIsNoKey() throws Exception {
        Certificates.place(key, "no key");

        assertThatThrownBy(() -> gateway(Optional.empty()))
                .isInstanceOf(GatewayStartException.class)
                .hasMessageContaining(key.toString());
    }

    private Gateway gateway(Optional<Path> clients) {
        return venue.beginning(
                VenueFixture.config().withTls(new TlsFiles(certificate, key, clients)));
    }

    private static boolean serves(Gateway gateway, Own trusted) throws Exception {
        try {
            return get(gateway, trusted, Optional.empty()).statusCode() == 200;
        } catch (SSLHandshakeException other) {
            return false;
        }
    }

    private static String issuer(Gateway gateway, Own trusted)
            throws Exception, SSLPeerUnverifiedException {
        return get(gateway, trusted, Optional.empty())
                .sslSession()
                .orElseThrow()
                .getPeerPrincipal()
                .getName();
    }

    private static HttpResponse<String> get(Gateway gateway, Own trusted, Optional<Own> shown)
            throws Exception {
        SSLContext context = Certificates.client(trusted, shown);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            return ask(client, gateway.url());
        }
    }

    private static HttpResponse<String> plain(Gateway gateway) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return ask(client, gateway.url().replace("https:", "http:"));
        }
    }

    private static HttpResponse<String> ask(HttpClient client, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health"))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
