package io.rialto.gateway;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of TLS, all PEM. They are read again when they change, so that a certificate can be
 * renewed while the gateway runs.
 *
 * @param certificate of the gateway, followed by those between it and its root
 * @param key of the certificate, PKCS #8, not encrypted
 * @param clients roots of the certificates that clients must show; empty where none is asked for
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clients) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    /** Puts TLS before a server that is to be. */
    void secure(HttpServerOptions options) {
        // HTTP/2 has no use here, and the guards of connections count one request at a time.
        options.setSsl(true).setUseAlpn(false).setEnabledSecureTransportProtocols(PROTOCOLS);
        options.setKeyCertOptions(keys()).setClientAuth(clientAuth());
        clients.ifPresent(path -> options.setTrustOptions(trusted(path)));
    }

    /** What a server that runs goes on with. */
    ServerSSLOptions read() {
        ServerSSLOptions options = new ServerSSLOptions();
        options.setEnabledSecureTransportProtocols(PROTOCOLS);
        options.setKeyCertOptions(keys());
        options.setClientAuth(clientAuth());
        clients.ifPresent(path -> options.setTrustOptions(trusted(path)));
        return options;
    }

    /** Changes whenever one of the files does. */
    String state() throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path path : all().toList()) {
            state.append(Files.getLastModifiedTime(path).toMillis())
                    .append('/')
                    .append(Files.size(path))
                    .append(' ');
        }
        return state.toString();
    }

    @Override
    public String toString() {
        return all().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Each of them. */
    public Stream<Path> all() {
        return Stream.concat(Stream.of(certificate, key), clients.stream());
    }

    private PemKeyCertOptions keys() {
        return new PemKeyCertOptions()
                .setCertPath(certificate.toString())
                .setKeyPath(key.toString());
    }

    private ClientAuth clientAuth() {
        return clients.isPresent() ? ClientAuth.REQUIRED : ClientAuth.NONE;
    }

    private static PemTrustOptions trusted(Path path) {
        return new PemTrustOptions().addCertPath(path.toString());
    }
}
