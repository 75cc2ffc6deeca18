package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PlaceOrderDecoder;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.Side;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

/** Bytes that are no command: never an exception, and never anything done. */
class MalformedCommandTest {
    private static final int HEADERS =
            MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;
    private static final long USER = 5;
    private static final long PRICE = 100_000_000_000L;
    private static final long QUANTITY = 100_000_000L;

    private final VenueFixture venue = new VenueFixture();
    private final CommandPublisher publisher = venue.publisher;
    private final RequestContext context = venue.context;

    @Test
    void shouldDropWhatHasNoHeaders() {
        venue.bootstrap();
        int length = encode(0, 1, venue.command);
        for (int cut = 0; cut < HEADERS; cut++) {
            venue.apply(venue.command, 0, cut);
            assertThat(venue.answers).isEmpty();
            assertThat(venue.frames).isEmpty();
        }
        assertThat(length).isGreaterThan(HEADERS);
    }

    @Test
    void shouldNotKnowACommandThatIsTooShortOrTooLong() {
        long market = venue.market(1);
        for (int kind = 0; kind < KINDS; kind++) {
            int length = encode(kind, market, venue.command);
            for (int each = HEADERS; each < length + 40; each++) {
                if (each != length) {
                    venue.apply(venue.command, 0, each);
                    assertThat(venue.answer().header().code())
                            .as("kind %d, %d bytes of %d", kind, each, length)
                            .isEqualTo(Code.COMMAND_UNKNOWN);
                }
            }
        }
    }

    @Test
    void shouldNotKnowOtherSchemasVersionsTemplatesAndReservedBits() {
        long market = venue.market(1);
        int length = encode(0, market, venue.command);
        int flags =
                MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.flagsEncodingOffset();
        for (int at : new int[] {0, 2, 4, 6, flags + 1, flags + 2}) {
            byte was = venue.command.getByte(at);
            venue.command.putByte(at, (byte) (was ^ 0x40));
            venue.apply(venue.command, 0, length);
            assertThat(venue.answer().header().code())
                    .as("byte %d", at)
                    .isEqualTo(Code.COMMAND_UNKNOWN);
            venue.command.putByte(at, was);
        }
    }

    @Test
    void shouldNotKnowNumbersThatNoEnumHas() {
        long market = venue.market(1);
        int body = MessageHeaderDecoder.ENCODED_LENGTH;
        int length = encode(0, market, venue.command);
        for (int at : new int[] {
            PlaceOrderDecoder.sideEncodingOffset(),
            PlaceOrderDecoder.orderTypeEncodingOffset(),
            PlaceOrderDecoder.timeInForceEncodingOffset(),
            PlaceOrderDecoder.selfTradePreventionEncodingOffset(),
            PlaceOrderDecoder.postOnlyEncodingOffset()
        }) {
            byte was = venue.command.getByte(body + at);
            for (int number : new int[] {7, 128, 254, 255}) {
                venue.command.putByte(body + at, (byte) number);
                venue.apply(venue.command, 0, length);
                assertThat(venue.answer().header().code()).isEqualTo(Code.COMMAND_UNKNOWN);
            }
            venue.command.putByte(body + at, was);
        }
    }

    /** A gateway whose command is not known is answered, and its next number is taken. */
    @Test
    void shouldLetAGatewayGoOnAfterACommandThatIsNotKnown() {
        venue.done((b, o) -> publisher.openGateway(b, o, 3, 7, 8));
        int length = publisher.bootstrap(venue.command, 0, context.as(0), 1, 2, new byte[32], "r");
        venue.command.putShort(6, (short) 9);
        CommandStamp.stamp(venue.command, 0, 3, 1, 1);
        venue.apply(venue.command, 0, length);
        assertThat(venue.answer().header().code()).isEqualTo(Code.COMMAND_UNKNOWN);
        venue.apply(venue.command, 0, length);
        assertThat(venue.answer().header().repeated()).isEqualTo((short) 1);
        length = publisher.bootstrap(venue.command, 0, context.as(0), 1, 2, new byte[32], "r");
        CommandStamp.stamp(venue.command, 0, 3, 1, 2);
        venue.apply(venue.command, 0, length);
        assertThat(venue.answer().header().code()).isEqualTo(Code.DONE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldSurviveAnyBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long market = venue.market(2);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[CommandPublisher.COMMAND_BYTES_MAX]);
        for (int i = 0; i < 20_000; i++) {
            int length = encode(random.nextInt(KINDS), market, bytes);
            int offset = 0;
            switch (random.nextInt(4)) {
                case 0 -> {
                    length = random.nextInt(300);
                    for (int at = 0; at < length; at++) {
                        bytes.putByte(at, (byte) random.nextInt());
                    }
                }
                case 1 -> {
                    int length1 = length;
                    for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                        int at = random.nextInt(length1);
                        bytes.putByte(at, (byte) (bytes.getByte(at) ^ (1 << random.nextInt(8))));
                    }
                }
                case 2 -> length = random.nextInt(length + 30);
                default -> {
                    int at = random.nextInt(HEADERS, length);
                    bytes.putByte(at, (byte) random.nextInt());
                }
            }
            String what = "seed " + seed + ", command " + i;
            long before = venue.machine.sequence();
            venue.apply(bytes, offset, length);
            assertThat(venue.answers).as(what).hasSize(length < HEADERS ? 0 : 1);
            if (length >= HEADERS && isAnswer()) {
                AnswerDecoder answer = venue.answer();
                if (answer.header().code() != Code.DONE && answer.related() == 0) {
                    // Refused whole: at most the denial itself was told.
                    assertThat(venue.machine.sequence() - before).as(what).isLessThanOrEqualTo(1);
                }
            }
        }
        VenueFixture restored = new VenueFixture();
        venue.machine.writeSnapshot(restored.machine::readSnapshot);
        assertThat(restored.machine.stateHash()).isEqualTo(venue.machine.stateHash());
    }

    /** What is not known changes nothing but what is remembered of requests. */
    @Test
    void shouldLeaveTheStateAloneWhenACommandIsNotKnown() {
        long market = venue.market(1);
        for (int kind = 0; kind < KINDS; kind++) {
            int length = encode(kind, market, venue.command);
            venue.timeNanos--;
            venue.apply(venue.command, 0, length - 1);
            venue.timeNanos--;
            long hash = venue.machine.stateHash();
            venue.apply(venue.command, 0, length - 1);
            assertThat(venue.answer().header().code()).isEqualTo(Code.COMMAND_UNKNOWN);
            assertThat(venue.machine.stateHash()).isEqualTo(hash);
        }
    }

    private boolean isAnswer() {
        return VenueFixture.template(venue.answers.getFirst()) == AnswerDecoder.TEMPLATE_ID;
    }

    private static final int KINDS = 18;

    private int encode(int kind, long market, MutableDirectBuffer to) {
        RequestContext user = context.as(USER);
        OrderTerms terms = new OrderTerms().limit(market, Side.BUY, PRICE, QUANTITY);
        return switch (kind) {
            case 0 -> publisher.placeOrder(to, 0, user, terms);
            case 1 -> publisher.amendOrder(to, 0, user, market, 1, "", PRICE, QUANTITY);
            case 2 -> publisher.cancelOrder(to, 0, user, market, 1, "");
            case 3 -> publisher.replaceOrder(to, 0, user, 1, "", ReplaceMode.ALLOW_FAILURE, terms);
            case 4 -> publisher.cancelAll(to, 0, user, market, Side.SELL);
            case 5 -> publisher.previewOrder(to, 0, user, terms);
            case 6 -> publisher.bootstrap(to, 0, context.as(0), 1, 2, new byte[32], "root");
            case 7 -> publisher.createAsset(to, 0, sudo(), "EUR", 2, 2);
            case 8 -> publisher.createAccount(to, 0, sudo(), 1, 77, 0, "ann");
            case 9 -> publisher.setAdministrator(to, 0, sudoOnUser(), true);
            case 10 -> publisher.issueToken(to, 0, sudoOnUser(), new byte[32], 0, "key");
            case 11 -> publisher.revokeToken(to, 0, sudo(), 2);
            case 12 -> publisher.createMarket(to, 0, sudo(), VenueFixture.terms());
            case 13 -> publisher.setMarketStatus(to, 0, sudo(), market, MarketStatus.PAUSED, "why");
            case 14 -> publisher.setMarketFees(to, 0, sudo(), market, 1, 2);
            case 15 -> publisher.issue(to, 0, sudoOnUser(), 1, 5, "in");
            case 16 -> publisher.withdraw(to, 0, sudoOnUser(), 1, 5, "out");
            default -> publisher.setSelfTradeGroup(to, 0, sudoOnUser(), 9);
        };
    }

    private RequestContext sudo() {
        return venue.administrator();
    }

    private RequestContext sudoOnUser() {
        return context.as(VenueFixture.ADMINISTRATOR, USER).sudo();
    }
}
