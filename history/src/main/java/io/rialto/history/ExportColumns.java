package io.rialto.history;

import static io.rialto.history.TableOutput.Column.decimal;
import static io.rialto.history.TableOutput.Column.number;
import static io.rialto.history.TableOutput.Column.text;
import static io.rialto.history.TableOutput.Column.time;

import io.rialto.history.TableOutput.Column;

import java.util.List;

/** What the tables that can be exported have. */
final class ExportColumns {
    static final List<Column> TRADES = List.of(
            text("market"),
            number("tradeId"),
            time("time"),
            number("sequence"),
            decimal("price"),
            decimal("quantity"),
            decimal("notional"),
            text("takerSide"),
            number("busted"));

    static final List<Column> FILLS = List.of(
            text("market"),
            number("tradeId"),
            number("orderId"),
            time("time"),
            number("sequence"),
            text("side"),
            text("role"),
            decimal("price"),
            decimal("quantity"),
            decimal("notional"),
            decimal("fee"),
            number("busted"));

    static final List<Column> ORDERS = List.of(
            text("market"),
            number("orderId"),
            number("account"),
            text("clientOrderId"),
            text("side"),
            text("type"),
            text("timeInForce"),
            number("postOnly"),
            decimal("price"),
            decimal("quantity"),
            decimal("filledQuantity"),
            decimal("filledNotional"),
            decimal("fees"),
            text("closeReason"),
            time("acceptedAt"),
            time("changedAt"));

    static final List<Column> POSTINGS = List.of(
            number("sequence"),
            time("time"),
            text("asset"),
            text("cause"),
            decimal("cashDelta"),
            decimal("heldDelta"),
            decimal("cash"),
            decimal("held"),
            text("market"),
            number("reference"));

    static final List<Column> CANDLES = List.of(
            text("market"),
            text("interval"),
            time("begin"),
            decimal("open"),
            decimal("high"),
            decimal("low"),
            decimal("close"),
            decimal("volume"),
            decimal("notional"),
            decimal("buyVolume"),
            decimal("buyNotional"),
            number("trades"));

    private ExportColumns() {}
}
