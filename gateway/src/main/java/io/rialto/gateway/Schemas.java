package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Choice;
import io.rialto.gateway.Schema.Flag;
import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.gateway.Schema.Text;
import io.rialto.gateway.Schema.Whole;
import io.rialto.protocol.AccountKind;
import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Condition;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.Peg;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

import java.util.List;
import java.util.regex.Pattern;

/** The shapes that the REST face takes and gives. */
final class Schemas {
    static final Text AMOUNT = decimal("an amount that is not negative", "1.5", "");
    static final Text DECIMAL = decimal("a decimal", "-0.25", "-?");
    static final Text ID = text("an id", "17", 16, "[0-9]{1,16}");
    static final Text SEQUENCE = text("the number of an event", "1024", 19, "[0-9]{1,19}");
    static final Text INSTANT = text(
            "an instant in UTC",
            "2030-01-31T17:30:00Z",
            30,
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
    static final Text MARKET = text("a market's symbol or id", "BTC-USD", 24, ".{1,24}");
    static final Text ASSET = text("an asset's symbol", "USD", 24, ".{1,24}");

    // Longer ones are let through to the engine, whose denial is the same on every face.
    static final Text CLIENT_ORDER_ID = text("your own id of the order", "a-1", 64, "\\S{1,64}");
    /**
     * A character of what is shown to others: none that controls, ends a line, or turns the
     * direction of what stands beside it.
     */
    static final String SHOWN = "[^\\p{Cntrl}\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069]";

    static final Text NAME = text("a name", "Ada", 100, SHOWN + "{1,100}");
    static final Text NOTE = text("a note", "welcome", 200, SHOWN + "{0,200}");
    static final Text PERSON = text(
            "128 bits in hex that are not all 0",
            "0".repeat(31) + "1",
            32,
            "(?!0{32})[0-9a-f]{32}");
    static final Text ANY = text("text", "text", 10_000_000, "[\\s\\S]*");

    static final Choice SIDE = words(Side.values());
    static final Choice ORDER_TYPE = words(OrderType.values());
    static final Choice CONDITION = words(Condition.values());
    static final Choice PEG = words(Peg.values());
    static final Choice TIME_IN_FORCE = words(TimeInForce.values());
    static final Choice PREVENTION = words(SelfTradePrevention.values());
    static final Choice ORDER_STATE = words(OrderState.values());
    static final Choice CLOSE_REASON = words(CloseReason.values());
    static final Choice REPLACE_MODE = words(ReplaceMode.values());
    static final Choice MARKET_STATUS = words(MarketStatus.values());
    static final Choice CAUSE = words(PostingCause.values());
    static final Choice ACCOUNT_KIND = words(AccountKind.values());
    static final Choice PAYS = new Choice(List.of("maker", "taker"));

    static final Whole PPM = new Whole("millionths", -1_000_000, 1_000_000);
    static final Whole SCALE = new Whole("decimals", 0, 255);
    static final Whole COUNT = new Whole("how many", 0, Integer.MAX_VALUE);
    static final Flag YES_OR_NO = new Flag("yes or no");

    static final Form PROBLEM = Form.of(
            "Problem",
            required("type", ANY),
            required("title", ANY),
            required("status", new Whole("of HTTP", 400, 599)),
            required("code", ANY),
            required("detail", ANY),
            optional("needed", ANY),
            optional("available", ANY),
            optional("unit", ANY),
            optional("limit", ANY),
            optional("retryAfterMillis", new Whole("wait so long", 1, Long.MAX_VALUE)),
            optional("sequence", SEQUENCE));

    static final Form PLACE_ORDER = Form.of(
            "PlaceOrder",
            required("market", MARKET),
            required("side", SIDE),
            optional("type", ORDER_TYPE),
            optional("price", DECIMAL),
            optional("quantity", AMOUNT),
            optional("budget", AMOUNT),
            optional("timeInForce", TIME_IN_FORCE),
            optional("expiresAt", INSTANT),
            optional("postOnly", YES_OR_NO),
            optional("selfTradePrevention", PREVENTION),
            optional("clientOrderId", CLIENT_ORDER_ID),
            optional("condition", CONDITION),
            optional("triggerPrice", AMOUNT),
            optional("trail", AMOUNT));

    static final Form REPLACE_ORDER = PLACE_ORDER.plus(
            "ReplaceOrder",
            optional("cancelOrderId", ID),
            optional("cancelClientOrderId", CLIENT_ORDER_ID),
            optional("mode", REPLACE_MODE));

    static final Form AMEND_ORDER =
            Form.of("AmendOrder", optional("price", DECIMAL), optional("quantity", AMOUNT));

    static final Form ORDER_OUTCOME = Form.of(
            "OrderOutcome",
            required("market", MARKET),
            required("orderId", ID),
            required("state", ORDER_STATE),
            required("filledQuantity", AMOUNT),
            required("filledNotional", AMOUNT),
            required("fees", DECIMAL),
            required("remaining", AMOUNT),
            required("sequence", SEQUENCE),
            required("time", INSTANT));

    static final Form REPLACE_OUTCOME = ORDER_OUTCOME.plus(
            "ReplaceOutcome", optional("cancelledOrderId", ID), optional("cancelCode", ANY));

    static final Form CANCEL_ALL_OUTCOME = Form.of(
            "CancelAllOutcome",
            required("cancelled", COUNT),
            optional("kept", COUNT),
            optional("reason", ANY),
            required("sequence", SEQUENCE),
            required("time", INSTANT));

    static final Form PREVIEW_FILL =
            Form.of("PreviewFill", required("price", AMOUNT), required("quantity", AMOUNT));

    static final Form PREVIEW = Form.of(
            "Preview",
            required("market", MARKET),
            required("state", ORDER_STATE),
            required("fills", new ListOf(PREVIEW_FILL)),
            required("filledQuantity", AMOUNT),
            required("filledNotional", AMOUNT),
            required("fees", DECIMAL),
            required("resting", AMOUNT),
            required("held", AMOUNT),
            required("baseAvailableAfter", AMOUNT),
            required("quoteAvailableAfter", AMOUNT),
            required("sequence", SEQUENCE),
            required("time", INSTANT));

    static final Form ORDER = Form.of(
            "Order",
            required("market", MARKET),
            required("orderId", ID),
            optional("clientOrderId", CLIENT_ORDER_ID),
            required("side", SIDE),
            required("type", ORDER_TYPE),
            required("timeInForce", TIME_IN_FORCE),
            required("selfTradePrevention", PREVENTION),
            required("postOnly", YES_OR_NO),
            required("price", AMOUNT),
            required("quantity", AMOUNT),
            optional("budget", AMOUNT),
            optional("expiresAt", INSTANT),
            required("remaining", AMOUNT),
            required("filledQuantity", AMOUNT),
            required("filledNotional", AMOUNT),
            required("fees", DECIMAL),
            required("held", AMOUNT),
            required("state", ORDER_STATE),
            optional("closeReason", CLOSE_REASON),
            optional("condition", CONDITION),
            optional("triggerPrice", AMOUNT),
            optional("trail", AMOUNT),
            optional("displayQuantity", AMOUNT),
            optional("peg", PEG),
            optional("pegOffset", DECIMAL),
            optional("pegLimit", DECIMAL),
            optional("reduceOnly", YES_OR_NO),
            optional("linkedOrderId", ID),
            optional("takeProfitPrice", AMOUNT),
            optional("takeProfitLimit", AMOUNT),
            optional("stopPrice", AMOUNT),
            optional("stopLimit", AMOUNT),
            required("acceptedAt", INSTANT),
            required("changedAt", INSTANT));

    static final Form ORDERS = Form.of("Orders", required("orders", new ListOf(ORDER)));

    static final Form ACCOUNT = Form.of(
            "Account",
            required("id", ID),
            required("name", ANY),
            required("kind", ACCOUNT_KIND),
            required("administrator", YES_OR_NO),
            required("selfTradeGroup", ID),
            required("universe", ID));

    static final Form BALANCE = Form.of(
            "Balance",
            required("asset", ASSET),
            required("cash", DECIMAL),
            required("held", AMOUNT),
            required("available", DECIMAL));

    static final Form BALANCES = Form.of("Balances", required("balances", new ListOf(BALANCE)));

    static final Form FILL = Form.of(
            "Fill",
            required("market", MARKET),
            required("tradeId", ID),
            required("orderId", ID),
            required("side", SIDE),
            required("role", PAYS),
            required("price", AMOUNT),
            required("quantity", AMOUNT),
            required("notional", AMOUNT),
            required("fee", DECIMAL),
            required("sequence", SEQUENCE),
            required("time", INSTANT),
            optional("busted", YES_OR_NO));

    static final Form FILLS = Form.of("Fills", required("trades", new ListOf(FILL)));

    static final Form POSTING = Form.of(
            "Posting",
            required("sequence", SEQUENCE),
            required("time", INSTANT),
            required("asset", ASSET),
            required("cause", CAUSE),
            required("cashDelta", DECIMAL),
            required("heldDelta", DECIMAL),
            required("cash", DECIMAL),
            required("held", DECIMAL),
            optional("market", MARKET),
            optional("reference", ID));

    static final Form POSTINGS = Form.of(
            "Postings", required("postings", new ListOf(POSTING)), optional("before", SEQUENCE));

    static final Form REBUILT_BALANCE = BALANCE.plus(
            "RebuiltBalance", required("liveCash", DECIMAL), required("liveHeld", DECIMAL));

    static final Form REBUILD = Form.of(
            "Rebuild",
            required("account", ID),
            required("postings", new Whole("replayed", 0, Long.MAX_VALUE)),
            required("fromSequence", SEQUENCE),
            required("micros", new Whole("it took", 0, Long.MAX_VALUE)),
            required("sequence", SEQUENCE),
            required("agrees", YES_OR_NO),
            required("balances", new ListOf(REBUILT_BALANCE)));

    private Schemas() {}

    static Text text(String description, String example, int lengthMax, String pattern) {
        return new Text(description, example, lengthMax, Pattern.compile(pattern));
    }

    private static Text decimal(String description, String example, String sign) {
        return text(description, example, 30, sign + "[0-9]{1,19}(\\.[0-9]{1,9})?");
    }

    static Choice words(Enum<?>... values) {
        return new Choice(Words.all(values));
    }
}
