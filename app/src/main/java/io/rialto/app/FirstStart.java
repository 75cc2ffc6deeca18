package io.rialto.app;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.AeronCommandClient;
import io.rialto.sequencer.ClientConfig;
import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.CommandClientListener;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.RequestContext;
import io.rialto.sequencer.VenueNode;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes a new venue's first administrator. Its token is random and is told once; the log has its
 * hash only. Until it is {@linkplain #told told} it is in a private file of the data directory,
 * written before the venue hears of it: whenever the process dies, the next start tells that token.
 * A marker says that all of it is done, so that later starts need not ask.
 */
final class FirstStart {
    private static final String MARKER = "bootstrapped";
    private static final String UNTOLD = "administrator.token.untold";
    private static final String TOKEN_PREFIX = "rialto_";
    private static final int TOKEN_BYTES = 32;
    private static final int GATEWAY_ID = 65_535;
    private static final long PATIENCE_SECONDS = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FirstStart() {}

    /**
     * Makes the administrator unless there is one.
     *
     * @return the token, if this start made it, or an earlier one that did not come to tell it
     */
    static Optional<String> bootstrap(Path data, ClientConfig client) {
        Path untold = data.resolve(UNTOLD);
        try {
            if (Files.exists(data.resolve(MARKER))) {
                Files.deleteIfExists(untold);
                return Optional.empty();
            }
            boolean isFirst = !Files.exists(untold);
            if (isFirst) {
                PrivateFile.write(untold, newToken());
            }
            String token = Files.readString(untold);
            Code code = send(client, token);
            if (code == Code.DONE || (code == Code.ALREADY_BOOTSTRAPPED && !isFirst)) {
                return Optional.of(token);
            }
            if (code != Code.ALREADY_BOOTSTRAPPED) {
                throw new Main.StartException("the first administrator was refused: " + code);
            }
            told(data);
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether a start has made an administrator, or is about to: there may be more than nothing. */
    static boolean hasBegun(Path data) {
        return Files.exists(data.resolve(MARKER)) || Files.exists(data.resolve(UNTOLD));
    }

    /** Notes that whoever started the venue has the token, and keeps it no longer. */
    static void told(Path data) {
        try {
            Files.writeString(data.resolve(MARKER), "");
            // Only then: there is always one of the two.
            PrivateFile.syncDirectory(data);
            Files.deleteIfExists(data.resolve(UNTOLD));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String newToken() {
        byte[] secret = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(secret);
        return TOKEN_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Puts the newest rules in force and makes the administrator; the code is that of the latter. */
    private static Code send(ClientConfig config, String token) {
        CommandPublisher publisher = new CommandPublisher();
        RequestContext venue = new RequestContext();
        try (AeronCommandClient client = AeronCommandClient.launch(
                ClientConfig.local(GATEWAY_ID, config.aeronDirectory())
                        .withWakeVenue(config.wakeVenue()),
                CommandClientListener.NONE)) {
            // First, since afterwards only an administrator may; a start that died in between is
            // told that these rules are in force already.
            send(
                    client,
                    (buffer, offset) -> publisher.activateRules(
                            buffer, offset, venue, VenueNode.RULES_VERSION));
            return send(
                    client,
                    (buffer, offset) -> publisher.bootstrap(
                            buffer,
                            offset,
                            venue,
                            RANDOM.nextLong(),
                            RANDOM.nextLong(),
                            sha256(token),
                            "administrator"));
        }
    }

    /** Writes a command and returns its length. */
    private interface Encoder {
        int encode(MutableDirectBuffer buffer, int offset);
    }

    private static Code send(AeronCommandClient client, Encoder command) {
        ExpandableArrayBuffer buffer =
                new ExpandableArrayBuffer(CommandPublisher.COMMAND_BYTES_MAX);
        CompletableFuture<Code> answer = new CompletableFuture<>();
        client.submit(buffer, 0, command.encode(buffer, 0), new CodeHandler(answer));
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes the code out of an answer. */
    private record CodeHandler(CompletableFuture<Code> code)
            implements CommandClient.AnswerHandler {
        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            AnswerDecoder decoder = new AnswerDecoder();
            decoder.wrapAndApplyHeader(answer, offset, new MessageHeaderDecoder());
            code.complete(decoder.header().code());
        }

        @Override
        public void onUnknown() {
            code.completeExceptionally(new Main.StartException("the engine did not answer"));
        }
    }
}
