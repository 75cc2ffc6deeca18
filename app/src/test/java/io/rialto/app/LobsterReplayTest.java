package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.app.LobsterMessage.Kind;
import io.rialto.app.ReplayConnection.UnexpectedAnswerException;
import io.rialto.client.RestClient;
import io.rialto.money.Side;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/** A replay in a real venue, where something is not as recorded. */
@Tag("system")
class LobsterReplayTest {
    private static final long PRICE = 5_850_000;

    @TempDir
    Path folder;

    @Test
    void shouldSayThatSomebodyElseTradedAndNotWhatWasRefusedTherefore()
            throws IOException, InterruptedException {
        List<LobsterMessage> rest = List.of(
                message(1, Kind.SUBMIT, 1), message(2, Kind.SUBMIT, 2), message(3, Kind.SUBMIT, 3));
        try (VenueProcess venue = VenueProcess.start(folder.resolve("data"), "--durability", "os");
                RestClient administrator = venue.administrator();
                HttpClient http = HttpClient.newHttpClient();
                ProgressBar progress =
                        new ProgressBar("funding", ReplaySetup.RESTING_ACCOUNTS, "accounts")) {
            ReplaySetup setup = new ReplaySetup(administrator, "run");
            String token = setup.issueToken();
            ReplayMarket market = setup.create("TEST-USD", rest, progress);
            PublishedBook book = new PublishedBook();
            ReplayState state = new ReplayState("run");
            try (ReplayConnection connection = ReplayConnection.open(
                    http, venue.url(), token, market, book, ReplayConnection.newHistogram())) {
                LobsterReplay replay = new LobsterReplay(
                        market,
                        connection,
                        state,
                        new ReplayTouch(book, state, Writer.nullWriter()));
                for (LobsterMessage message : rest) {
                    replay.apply(message);
                }
                replay.settle();
                assertThat(replay.unsettledTrades()).isZero();

                int somebody = market.restingAccount(99);
                ReplayConnection.await(connection.take(somebody, "else", Side.BUY, PRICE, 10));

                assertThatThrownBy(() -> {
                            replay.apply(message(4, Kind.EXECUTE_VISIBLE, 1));
                            assertThat(replay.unsettledTrades()).isOne();
                            replay.apply(message(5, Kind.DELETE, 2));
                            replay.settle();
                        })
                        .isInstanceOf(UnexpectedAnswerException.class)
                        .hasMessageMatching(
                                "message 4: the venue filled \\[\\d+ of order \\d+], where \\[\\d+ of"
                                        + " order \\d+] came first by price and time; nobody else may"
                                        + " trade in TEST-USD meanwhile");
            }
        }
    }

    /** Of ten shares that are offered. */
    private static LobsterMessage message(int number, Kind kind, long order) {
        return new LobsterMessage(number, number, kind, order, 10, PRICE, Side.SELL);
    }
}
