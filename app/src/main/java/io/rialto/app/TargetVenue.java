package io.rialto.app;

import io.rialto.sequencer.Durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The venue that a tool works on: a running one, or one of its own that ends with the tool. */
final class TargetVenue implements AutoCloseable {
    private static final String TOKEN_FILE = "administrator.token";

    private final URI url;
    private final String administratorToken;
    private final Optional<Venue> own;
    private final Optional<Path> temporary;
    private boolean closed;

    private TargetVenue(
            URI url, String administratorToken, Optional<Venue> own, Optional<Path> temporary) {
        this.url = url;
        this.administratorToken = administratorToken;
        this.own = own;
        this.temporary = temporary;
    }

    /**
     * The venue at the address, or else one of our own.
     *
     * @param token an administrator's, needed with an address
     * @param data where our own keeps its data; temporary without
     */
    static TargetVenue of(Optional<URI> url, String token, Optional<Path> data) throws IOException {
        if (url.isPresent()) {
            if (token == null || token.isEmpty()) {
                throw new IOException(
                        "a running venue needs --token with an administrator's token, or"
                                + " RIALTO_TOKEN in the environment; the venue's first start"
                                + " printed one");
            }
            return new TargetVenue(url.get(), token, Optional.empty(), Optional.empty());
        }
        Optional<Path> temporary = data.isPresent()
                ? Optional.empty()
                : Optional.of(Files.createTempDirectory("rialto-"));
        Path directory = data.or(() -> temporary).orElseThrow();
        Venue venue = Venue.start(VenueConfig.local(directory, 0, Durability.DISK));
        TargetVenue target = new TargetVenue(
                URI.create(venue.url()), ownToken(venue, directory), Optional.of(venue), temporary);
        // Ctrl-C leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(target::close, "close-own-venue"));
        return target;
    }

    /** Whether what is done here is gone when the tool ends. */
    boolean isTemporary() {
        return temporary.isPresent();
    }

    // A venue in --data may be continued by a later run of the tool, which needs the token again.
    private static String ownToken(Venue venue, Path directory) throws IOException {
        Path file = directory.resolve(TOKEN_FILE);
        if (venue.firstToken().isPresent()) {
            PrivateFile.write(file, venue.firstToken().get());
            venue.firstTokenTold();
        }
        if (!Files.exists(file)) {
            throw new IOException(directory + " holds a venue that another tool made; start it with"
                    + " `rialto up --data " + directory + "` and give --url and --token");
        }
        return Files.readString(file);
    }

    URI url() {
        return url;
    }

    String administratorToken() {
        return administratorToken;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        own.ifPresent(Venue::close);
        temporary.ifPresent(TargetVenue::delete);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
