package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ReplayFileTest {
    private static final long PRICE = 5_857_300;

    @TempDir
    Path folder;

    @Test
    void shouldHoldAllOfAStateAndOnlyForItsOwner() throws IOException {
        ReplayFile file = new ReplayFile(folder.resolve("replay.state"));
        ReplayMarket market = new ReplayMarket(3, "AAPL-USD", 100, List.of(5L, 6L));
        ReplayState state = new ReplayState("run");
        state.message = 2_000;
        state.trades = 17;
        ReplayBook.Tracked bid = add(state, 1, Side.BUY, PRICE, 10);
        ReplayBook.Tracked offer = add(state, 2, Side.SELL, PRICE + 100, 30);
        offer.entry = 4;
        offer.filled = 20;
        offer.venueOrder = 99;

        assertThat(file.load()).isEmpty();
        file.save(market, "rialto_secret", state);

        ReplayFile.Saved saved = file.load().orElseThrow();
        assertThat(saved.market()).isEqualTo(market);
        assertThat(saved.token()).isEqualTo("rialto_secret");
        assertThat(saved.state().message).isEqualTo(2_000);
        assertThat(saved.state().trades).isEqualTo(17);
        assertThat(saved.state().book.orders())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(bid, offer);
        assertThat(Files.getPosixFilePermissions(folder.resolve("replay.state")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void shouldSayWhatToDoWithAStateOfAnotherVersion() throws IOException {
        Path path = folder.resolve("replay.state");
        Files.writeString(path, "{\"market\": \"AAPL-USD\", \"state\": {}}");

        assertThatThrownBy(() -> new ReplayFile(path).load())
                .isInstanceOf(IOException.class)
                .hasMessage(path + " is of another version of Rialto: delete it and begin again,"
                        + " with --market SYMBOL into a market that is not there yet");
    }

    private static ReplayBook.Tracked add(
            ReplayState state, long recorded, Side side, long price, long shares) {
        ReplayBook.Tracked order = new ReplayBook.Tracked(recorded, side, price, shares);
        state.book.add(order);
        return order;
    }
}
