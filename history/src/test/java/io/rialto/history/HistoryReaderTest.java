package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(300)
class HistoryReaderTest implements Stores {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private History started(Recorded recorded) {
        History history = History.open(store(directory));
        history.start(recorded.sourceAfter(history.sequence()), failure::set);
        return history;
    }

    @Test
    void shouldSayThatThereIsNoHistoryYet() {
        try (HistoryReader reader = HistoryReader.open(store(directory))) {
            assertThat(reader.isAvailable()).isFalse();
            assertThat(reader.sequence()).isZero();
            assertThatThrownBy(reader::queries).isInstanceOf(HistoryException.class);
            assertThatThrownBy(() -> reader.awaitSequence(1, Duration.ofMillis(20)))
                    .isInstanceOf(HistoryBehindException.class);
        }
    }

    @Test
    void shouldShowWhatAnotherKeepsOnceItDoes() throws Exception {
        Recorded recorded = new Recorded(1, 300, 4);
        long account = recorded.view.directory().accounts().iterator().next().account();
        try (HistoryReader reader = HistoryReader.open(store(directory))) {
            try (History history = started(recorded)) {
                assertThat(reader.awaitSequence(recorded.sequence(), LONG))
                        .isEqualTo(recorded.sequence());
                assertThat(reader.queries().postings(account, Page.first(50)))
                        .isEqualTo(history.queries().postings(account, Page.first(50)))
                        .isNotEmpty();
            }
            recorded.steps(100);
            try (History again = started(recorded)) {
                RebuiltBalances rebuilt =
                        reader.rebuildBalances(account, recorded.sequence(), LONG);
                assertThat(rebuilt.balances()).isEqualTo(recorded.view.balances(account));
                assertThat(again.isAvailable()).isTrue();
            }
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void shouldFollowToAHistoryMadeAnew() throws Exception {
        Recorded first = new Recorded(1, 200, 4);
        Recorded second = new Recorded(2, 400, 4);
        try (HistoryReader reader = HistoryReader.open(store(directory))) {
            try (History history = started(first)) {
                history.awaitSequence(first.sequence(), LONG);
                reader.awaitSequence(first.sequence(), LONG);
            }
            History.drop(store(directory));
            try (History history = started(second)) {
                assertThat(history.sequence()).isLessThan(second.sequence());
                assertThat(reader.awaitSequence(second.sequence(), LONG))
                        .isEqualTo(second.sequence());
                long account =
                        second.view.directory().accounts().iterator().next().account();
                assertThat(reader.rebuildBalances(account, second.sequence(), LONG)
                                .balances())
                        .isEqualTo(second.view.balances(account));
            }
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void shouldKeepAHistoryToOneWriter() {
        try (History history = History.open(store(directory))) {
            assertThat(history.sequence()).isZero();
            assertThatThrownBy(() -> History.open(store(directory)))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("another process");
        }
    }
}
