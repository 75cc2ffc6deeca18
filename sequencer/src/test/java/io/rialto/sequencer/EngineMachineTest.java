package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AccountCreatedDecoder;
import io.rialto.protocol.AdministratorChangedDecoder;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.AssetCreatedDecoder;
import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandDeniedDecoder;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.GatewayOpenedDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.PreviewAnswerDecoder;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradeGroupChangedDecoder;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.StreamChain;
import io.rialto.protocol.TimeInForce;
import io.rialto.protocol.TokenIssuedDecoder;
import io.rialto.protocol.TokenRevokedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.WithdrawnDecoder;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Every command from its bytes through a real engine to the bytes of its events and answer. */
class EngineMachineTest {
    private static final long USER = 5;
    private static final long OTHER = 6;
    private static final long PRICE = 100_000_000_000L;
    private static final long QUANTITY = 100_000_000L;

    private final VenueFixture venue = new VenueFixture();
    private final CommandPublisher publisher = venue.publisher;
    private final RequestContext context = venue.context;
    private final MessageHeaderDecoder messageHeader = new MessageHeaderDecoder();

    @Test
    void shouldOpenGatewaysAndRecogniseRepeatedNumbers() {
        long epoch = venue.done((b, o) -> publisher.openGateway(b, o, 3, 7, 8));
        assertThat(epoch).isEqualTo(1);
        GatewayOpenedDecoder opened =
                new GatewayOpenedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(opened.gatewayId()).isEqualTo(3);
        assertThat(opened.epoch()).isEqualTo(1);
        assertThat(opened.instanceHigh()).isEqualTo(7);
        assertThat(opened.instanceLow()).isEqualTo(8);

        int length = publisher.bootstrap(venue.command, 0, context.as(0), 1, 2, hash(), "root");
        CommandStamp.stamp(venue.command, 0, 3, 1, 1);
        venue.apply(venue.command, 0, length);
        assertThat(venue.answer().header().repeated()).isZero();
        assertThat(venue.answer().header().gatewayNumber()).isEqualTo(1);
        assertThat(venue.answer().id()).isEqualTo(VenueFixture.ADMINISTRATOR);
        long sequence = venue.machine.sequence();
        venue.apply(venue.command, 0, length);
        assertThat(venue.answer().header().repeated()).isEqualTo((short) 1);
        assertThat(venue.answer().id()).isEqualTo(VenueFixture.ADMINISTRATOR);
        assertThat(venue.machine.sequence()).isEqualTo(sequence);
        assertThat(venue.frames).isEmpty();
    }

    @Test
    void shouldBootstrap() {
        venue.done((b, o) -> publisher.bootstrap(b, o, context.as(0), 1, 2, hash(), "Zoë"));
        assertThat(venue.templates())
                .containsExactly(
                        AccountCreatedDecoder.TEMPLATE_ID,
                        AdministratorChangedDecoder.TEMPLATE_ID,
                        TokenIssuedDecoder.TEMPLATE_ID);
        AccountCreatedDecoder created = new AccountCreatedDecoder()
                .wrapAndApplyHeader(venue.events().get(0), 0, messageHeader);
        assertThat(created.account()).isEqualTo(4);
        assertThat(created.personHigh()).isEqualTo(1);
        assertThat(created.personLow()).isEqualTo(2);
        assertThat(text(created)).isEqualTo("Zoë");
        AdministratorChangedDecoder administrator = new AdministratorChangedDecoder()
                .wrapAndApplyHeader(venue.events().get(1), 0, messageHeader);
        assertThat(administrator.administrator()).isEqualTo((short) 1);
        byte[] hash = new byte[32];
        new TokenIssuedDecoder()
                .wrapAndApplyHeader(venue.events().get(2), 0, messageHeader)
                .getTokenHash(hash, 0, 32);
        assertThat(hash).isEqualTo(hash());
    }

    @Test
    void shouldCarryOutTheAdministratorsCommands() {
        venue.bootstrap();
        venue.done((b, o) -> publisher.createAsset(b, o, admin(), "BTC.X-1_/", 8, 4));
        AssetCreatedDecoder asset =
                new AssetCreatedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(asset.symbol()).isEqualTo("BTC.X-1_/");
        assertThat(asset.scale()).isEqualTo((short) 8);
        assertThat(asset.displayScale()).isEqualTo((short) 4);

        long user = venue.done((b, o) -> publisher.createAccount(b, o, admin(), 9, 8, 4, "eve"));
        AccountCreatedDecoder created =
                new AccountCreatedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(created.personHigh()).isEqualTo(9);
        assertThat(created.personLow()).isEqualTo(8);
        assertThat(created.selfTradeGroup()).isEqualTo(4);

        venue.done((b, o) -> publisher.setSelfTradeGroup(b, o, on(user), user));
        assertThat(venue.templates()).containsExactly(SelfTradeGroupChangedDecoder.TEMPLATE_ID);

        venue.done((b, o) -> publisher.setAdministrator(b, o, on(user), true));
        AdministratorChangedDecoder changed =
                new AdministratorChangedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(changed.account()).isEqualTo(user);
        assertThat(changed.administrator()).isEqualTo((short) 1);

        byte[] other = hash();
        other[31] = 99;
        long token = venue.done(
                (b, o) -> publisher.issueToken(b, o, on(user), other, 5_000_000, "phone"));
        TokenIssuedDecoder issued =
                new TokenIssuedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(issued.tokenId()).isEqualTo(token);
        assertThat(issued.account()).isEqualTo(user);
        assertThat(issued.expiresAt()).isEqualTo(5_000_000);
        byte[] label = new byte[issued.labelLength()];
        issued.getLabel(label, 0, label.length);
        assertThat(new String(label, StandardCharsets.UTF_8)).isEqualTo("phone");

        venue.done((b, o) -> publisher.revokeToken(b, o, admin(), token));
        assertThat(new TokenRevokedDecoder()
                        .wrapAndApplyHeader(event(), 0, messageHeader)
                        .tokenId())
                .isEqualTo(token);
    }

    @Test
    void shouldMoveMoney() {
        venue.market(1);
        venue.done((b, o) -> publisher.issue(b, o, on(USER), 2, 125, "cash desk"));
        assertThat(venue.templates())
                .containsExactly(
                        IssuedDecoder.TEMPLATE_ID,
                        PostedDecoder.TEMPLATE_ID,
                        PostedDecoder.TEMPLATE_ID);
        IssuedDecoder issued = new IssuedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(issued.account()).isEqualTo(USER);
        assertThat(issued.asset()).isEqualTo(2);
        assertThat(issued.amount()).isEqualTo(125);
        long sum = 0;
        for (UnsafeBuffer each : venue.events().subList(1, 3)) {
            sum += new PostedDecoder()
                    .wrapAndApplyHeader(each, 0, messageHeader)
                    .cashDelta();
        }
        assertThat(sum).isZero();

        venue.done((b, o) -> publisher.withdraw(b, o, on(USER), 2, 25, "home"));
        WithdrawnDecoder withdrawn =
                new WithdrawnDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(withdrawn.amount()).isEqualTo(25);
        byte[] note = new byte[withdrawn.noteLength()];
        withdrawn.getNote(note, 0, note.length);
        assertThat(new String(note, StandardCharsets.UTF_8)).isEqualTo("home");
    }

    @Test
    void shouldCreateAndGovernMarkets() {
        long market = venue.market(0);
        MarketCreatedDecoder created =
                new MarketCreatedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        MarketTerms terms = VenueFixture.terms();
        assertThat(created.market()).isEqualTo(market);
        assertThat(created.symbol()).isEqualTo(terms.symbol);
        assertThat(created.baseAsset()).isEqualTo(terms.baseAsset);
        assertThat(created.quoteAsset()).isEqualTo(terms.quoteAsset);
        assertThat(created.tick()).isEqualTo(terms.tick);
        assertThat(created.lot()).isEqualTo(terms.lot);
        assertThat(created.priceMaximum()).isEqualTo(terms.priceMaximum);
        assertThat(created.quantityMinimum()).isEqualTo(terms.quantityMinimum);
        assertThat(created.quantityMaximum()).isEqualTo(terms.quantityMaximum);
        assertThat(created.notionalMinimum()).isEqualTo(terms.notionalMinimum);
        assertThat(created.notionalMaximum()).isEqualTo(terms.notionalMaximum);
        assertThat(created.openOrdersAccountMax()).isEqualTo(terms.openOrdersAccountMax);
        assertThat(created.openOrdersMarketMax()).isEqualTo(terms.openOrdersMarketMax);
        assertThat(created.makerFeePpm()).isEqualTo(terms.makerFeePpm);
        assertThat(created.takerFeePpm()).isEqualTo(terms.takerFeePpm);
        assertThat(created.selfTradePrevention()).isEqualTo(SelfTradePrevention.NONE);
        assertThat(created.status()).isEqualTo(MarketStatus.OPEN);

        venue.done((b, o) -> publisher.setMarketFees(b, o, admin(), market, -5, 50));
        MarketFeesChangedDecoder fees =
                new MarketFeesChangedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(fees.makerFeePpm()).isEqualTo(-5);
        assertThat(fees.takerFeePpm()).isEqualTo(50);

        venue.done((b, o) ->
                publisher.setMarketStatus(b, o, admin(), market, MarketStatus.PAUSED, "lunch"));
        MarketStatusChangedDecoder status =
                new MarketStatusChangedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(status.status()).isEqualTo(MarketStatus.PAUSED);
        byte[] reason = new byte[status.reasonLength()];
        status.getReason(reason, 0, reason.length);
        assertThat(new String(reason, StandardCharsets.UTF_8)).isEqualTo("lunch");
    }

    @Test
    void shouldPlaceAmendReplaceAndCancel() {
        long market = venue.market(2);
        OrderTerms terms = new OrderTerms().limit(market, Side.BUY, PRICE, 3 * QUANTITY);
        terms.clientOrderId = "my-order-of-36-characters-exactly-00";
        terms.timeInForce = TimeInForce.GTD;
        terms.expiresAt = 1_000_000_000;
        terms.selfTradePrevention = SelfTradePrevention.CANCEL_BOTH;
        terms.postOnly = true;
        long order = venue.done((b, o) -> publisher.placeOrder(b, o, context.as(USER), terms));
        assertThat(venue.templates())
                .containsExactly(
                        OrderAcceptedDecoder.TEMPLATE_ID,
                        PostedDecoder.TEMPLATE_ID,
                        OrderRestedDecoder.TEMPLATE_ID);
        OrderAcceptedDecoder accepted =
                new OrderAcceptedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(accepted.market()).isEqualTo(market);
        assertThat(accepted.order()).isEqualTo(order);
        assertThat(accepted.account()).isEqualTo(USER);
        assertThat(accepted.clientOrderId()).isEqualTo(terms.clientOrderId);
        assertThat(accepted.price()).isEqualTo(PRICE);
        assertThat(accepted.quantity()).isEqualTo(3 * QUANTITY);
        assertThat(accepted.expiresAt()).isEqualTo(1_000_000_000);
        assertThat(accepted.makerFeePpm()).isEqualTo(-100);
        assertThat(accepted.takerFeePpm()).isEqualTo(1_000);
        assertThat(accepted.side()).isEqualTo(Side.BUY);
        assertThat(accepted.orderType()).isEqualTo(OrderType.LIMIT);
        assertThat(accepted.timeInForce()).isEqualTo(TimeInForce.GTD);
        assertThat(accepted.selfTradePrevention()).isEqualTo(SelfTradePrevention.CANCEL_BOTH);
        assertThat(accepted.postOnly()).isEqualTo((short) 1);
        assertThat(venue.machine.nextDeadlineNanos()).isEqualTo(1_000_000_000);

        String id = terms.clientOrderId;
        venue.done((b, o) ->
                publisher.amendOrder(b, o, context.as(USER), market, 0, id, 0, 2 * QUANTITY));
        OrderReducedDecoder reduced =
                new OrderReducedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(reduced.order()).isEqualTo(order);
        assertThat(reduced.quantity()).isEqualTo(2 * QUANTITY);

        venue.done((b, o) ->
                publisher.amendOrder(b, o, context.as(USER), market, order, "", 2 * PRICE, 0));
        assertThat(venue.templates())
                .startsWith(OrderAmendedDecoder.TEMPLATE_ID)
                .contains(OrderRestedDecoder.TEMPLATE_ID);

        OrderTerms next = new OrderTerms().limit(market, Side.BUY, PRICE, QUANTITY);
        AnswerDecoder replaced = venue.answerTo((b, o) -> publisher.replaceOrder(
                b, o, context.as(USER), 0, id, ReplaceMode.STOP_ON_FAILURE, next));
        assertThat(replaced.related()).isEqualTo(order);
        assertThat(replaced.relatedCode()).isEqualTo(Code.DONE);
        assertThat(replaced.state()).isEqualTo(OrderState.OPEN);
        long second = replaced.id();

        venue.done((b, o) -> publisher.cancelOrder(b, o, context.as(USER), market, second, ""));
        OrderClosedDecoder closed =
                new OrderClosedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(closed.reason()).isEqualTo(CloseReason.CANCELLED);
        assertThat(closed.remaining()).isEqualTo(QUANTITY);
        assertThat(closed.rested()).isEqualTo((short) 1);
    }

    @Test
    void shouldTradeAndAnswerWhatWasFilled() {
        long market = venue.market(2);
        OrderTerms terms = new OrderTerms().limit(market, Side.SELL, PRICE, 5 * QUANTITY);
        long maker = venue.done((b, o) -> publisher.placeOrder(b, o, context.as(USER), terms));
        OrderTerms buy = new OrderTerms().market(market, Side.BUY, 2 * QUANTITY);
        AnswerDecoder answer =
                venue.answerTo((b, o) -> publisher.placeOrder(b, o, context.as(OTHER), buy));
        assertThat(answer.header().code()).isEqualTo(Code.DONE);
        assertThat(answer.state()).isEqualTo(OrderState.FILLED);
        assertThat(answer.filledQuantity()).isEqualTo(2 * QUANTITY);
        assertThat(answer.filledNotional()).isEqualTo(2 * 100_00);
        assertThat(answer.fees()).isEqualTo(20);
        assertThat(answer.header().sequence()).isEqualTo(venue.machine.sequence());
        UnsafeBuffer event = venue.events().stream()
                .filter(e -> VenueFixture.template(e) == TradedDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow();
        TradedDecoder traded = new TradedDecoder().wrapAndApplyHeader(event, 0, messageHeader);
        assertThat(traded.market()).isEqualTo(market);
        assertThat(traded.trade()).isEqualTo(1);
        assertThat(traded.makerOrder()).isEqualTo(maker);
        assertThat(traded.takerOrder()).isEqualTo(answer.id());
        assertThat(traded.makerAccount()).isEqualTo(USER);
        assertThat(traded.takerAccount()).isEqualTo(OTHER);
        assertThat(traded.price()).isEqualTo(PRICE);
        assertThat(traded.quantity()).isEqualTo(2 * QUANTITY);
        assertThat(traded.notional()).isEqualTo(2 * 100_00);
        assertThat(traded.makerFee()).isEqualTo(-2);
        assertThat(traded.takerFee()).isEqualTo(20);
        assertThat(traded.makerRemaining()).isEqualTo(3 * QUANTITY);
        assertThat(traded.takerSide()).isEqualTo(Side.BUY);
    }

    @Test
    void shouldPreviewWithoutATrace() {
        long market = venue.market(2);
        OrderTerms sell = new OrderTerms().limit(market, Side.SELL, PRICE, 5 * QUANTITY);
        venue.done((b, o) -> publisher.placeOrder(b, o, context.as(USER), sell));
        long hash = venue.machine.stateHash();
        OrderTerms buy = new OrderTerms().limit(market, Side.BUY, PRICE, 7 * QUANTITY);
        int length = publisher.previewOrder(venue.command, 0, context.as(OTHER), buy);
        venue.timeNanos--;
        venue.apply(venue.command, 0, length);
        assertThat(venue.frames).isEmpty();
        assertThat(venue.machine.stateHash()).isEqualTo(hash);
        PreviewAnswerDecoder preview = new PreviewAnswerDecoder()
                .wrapAndApplyHeader(venue.answers.getFirst(), 0, messageHeader);
        assertThat(preview.header().code()).isEqualTo(Code.DONE);
        assertThat(preview.filledQuantity()).isEqualTo(5 * QUANTITY);
        assertThat(preview.resting()).isEqualTo(2 * QUANTITY);
        assertThat(preview.state()).isEqualTo(OrderState.PARTIALLY_FILLED);
        PreviewAnswerDecoder.FillsDecoder fills = preview.fills();
        assertThat(fills.count()).isEqualTo(1);
        assertThat(fills.next().price()).isEqualTo(PRICE);
        assertThat(fills.quantity()).isEqualTo(5 * QUANTITY);
    }

    @Test
    void shouldSplitWhatDoesNotFitAndChainIt() {
        long market = venue.market(1);
        OrderTerms terms = new OrderTerms().limit(market, Side.BUY, PRICE, QUANTITY);
        for (int i = 0; i < 300; i++) {
            venue.done((b, o) -> publisher.placeOrder(b, o, context.as(USER), terms));
        }
        long chain = venue.machine.chain();
        long sequence = venue.machine.sequence();
        RequestContext traced = context.as(USER);
        traced.sessionId = 77;
        traced.traced = true;
        Arrays.fill(traced.trace, (byte) 0x5A);
        AnswerDecoder answer =
                venue.answerTo((b, o) -> publisher.cancelAll(b, o, traced, market, Side.BUY));
        assertThat(answer.count()).isEqualTo(300);
        assertThat(answer.header().sessionId()).isEqualTo(77);
        assertThat(venue.events()).hasSize(600);
        assertThat(venue.frames.size()).isGreaterThan(10);
        for (int i = 0; i < venue.frames.size(); i++) {
            UnsafeBuffer bytes = venue.frames.get(i);
            EventFrameDecoder frame = VenueFixture.frame(bytes);
            assertThat(bytes.capacity()).isLessThanOrEqualTo(MachineOutput.FRAME_BYTES_MAX);
            assertThat(frame.firstSequence()).isEqualTo(sequence + 1);
            assertThat(frame.part()).isEqualTo(i);
            assertThat(frame.last()).isEqualTo((short) (i == venue.frames.size() - 1 ? 1 : 0));
            assertThat(frame.actor()).isEqualTo(USER);
            assertThat(frame.sessionId()).isEqualTo(77);
            assertThat(frame.timeNanos()).isEqualTo(venue.timeNanos);
            assertThat(frame.logPosition()).isEqualTo(venue.logPosition);
            chain = StreamChain.next(chain, bytes, 0, bytes.capacity());
            assertThat(frame.chain()).isEqualTo(chain);
            sequence += frame.count();
            byte[] trace = new byte[frame.traceLength()];
            frame.getTrace(trace, 0, trace.length);
            assertThat(trace).isEqualTo(traced.trace);
        }
        assertThat(venue.machine.sequence()).isEqualTo(sequence);
        assertThat(venue.machine.chain()).isEqualTo(chain);
    }

    @Test
    void shouldExpireInAFrameOfTheVenueBeforeTheCommandsOwn() {
        long market = venue.market(1);
        OrderTerms terms = new OrderTerms().limit(market, Side.BUY, PRICE, QUANTITY);
        terms.timeInForce = TimeInForce.GTD;
        terms.expiresAt = 1_000_000;
        venue.done((b, o) -> publisher.placeOrder(b, o, context.as(USER), terms));
        venue.timeNanos = 2_000_000;
        OrderTerms next = new OrderTerms().limit(market, Side.BUY, PRICE, QUANTITY);
        venue.done((b, o) -> publisher.placeOrder(b, o, context.as(USER), next));
        assertThat(venue.frames).hasSize(2);
        EventFrameDecoder expiry = VenueFixture.frame(venue.frames.get(0));
        assertThat(expiry.actor()).isZero();
        assertThat(expiry.gatewayNumber()).isZero();
        assertThat(expiry.last()).isEqualTo((short) 1);
        assertThat(expiry.part()).isZero();
        OrderClosedDecoder closed =
                new OrderClosedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(closed.reason()).isEqualTo(CloseReason.EXPIRED);
        EventFrameDecoder placed = VenueFixture.frame(venue.frames.get(1));
        assertThat(placed.actor()).isEqualTo(USER);
        assertThat(placed.part()).isZero();
        assertThat(venue.machine.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTellOfDenialsAndRepeatThemUnderTheirKey() {
        long market = venue.market(1);
        OrderTerms terms = new OrderTerms().limit(market, Side.BUY, PRICE + 1, QUANTITY);
        terms.clientOrderId = "abc";
        assertThat(venue.denied(
                        (b, o) -> publisher.placeOrder(b, o, context.as(USER).key(1, 2, 3), terms)))
                .isEqualTo(Code.TICK);
        CommandDeniedDecoder denied =
                new CommandDeniedDecoder().wrapAndApplyHeader(event(), 0, messageHeader);
        assertThat(denied.commandTemplate()).isEqualTo(20);
        assertThat(denied.code()).isEqualTo(Code.TICK);
        assertThat(denied.account()).isEqualTo(USER);
        assertThat(denied.market()).isEqualTo(market);
        assertThat(denied.clientOrderId()).isEqualTo("abc");
        AnswerDecoder again = venue.answerTo(
                (b, o) -> publisher.placeOrder(b, o, context.as(USER).key(1, 2, 3), terms));
        assertThat(again.header().repeated()).isEqualTo((short) 1);
        assertThat(again.header().code()).isEqualTo(Code.TICK);
        assertThat(venue.denied(
                        (b, o) -> publisher.placeOrder(b, o, context.as(USER).key(1, 2, 4), terms)))
                .isEqualTo(Code.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void shouldRefuseUnderItsOwnCodeWhatAFieldCannotCarry() {
        long market = venue.market(1);
        for (String id : List.of("x".repeat(37), "naïve", "a b", "a\0", "\0a", "\u007F")) {
            OrderTerms terms = new OrderTerms().limit(market, Side.BUY, PRICE, QUANTITY);
            terms.clientOrderId = id;
            assertThat(venue.denied((b, o) -> publisher.placeOrder(b, o, context.as(USER), terms)))
                    .as(id)
                    .isEqualTo(Code.CLIENT_ORDER_ID_INVALID);
        }
        for (String symbol : List.of("", "A".repeat(25), "É", "A\0", "a")) {
            assertThat(venue.denied((b, o) -> publisher.createAsset(b, o, admin(), symbol, 2, 2)))
                    .as(symbol)
                    .isEqualTo(Code.SYMBOL_INVALID);
        }
        for (String name : List.of("", "n".repeat(101), "é".repeat(5_000), "\uD800", "a\uDC00")) {
            assertThat(venue.denied(
                            (b, o) -> publisher.createAccount(b, o, admin(), 5, 5, 0, name)))
                    .as(name)
                    .isEqualTo(Code.NAME_INVALID);
        }
        for (int scale : new int[] {-1, 10, 255, 256, Integer.MAX_VALUE}) {
            assertThat(venue.denied(
                            (b, o) -> publisher.createAsset(b, o, admin(), "EUR", scale, 2)))
                    .isEqualTo(Code.SCALE_INVALID);
        }
    }

    private UnsafeBuffer event() {
        return venue.events().getFirst();
    }

    private RequestContext admin() {
        return venue.administrator();
    }

    private RequestContext on(long account) {
        return context.as(VenueFixture.ADMINISTRATOR, account).sudo();
    }

    private static String text(AccountCreatedDecoder created) {
        byte[] name = new byte[created.nameLength()];
        created.getName(name, 0, name.length);
        return new String(name, StandardCharsets.UTF_8);
    }

    private static byte[] hash() {
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) (i * 7 - 100);
        }
        return hash;
    }
}
