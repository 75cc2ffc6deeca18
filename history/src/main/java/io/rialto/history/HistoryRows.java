package io.rialto.history;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.PostingCause;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.StatusCause;
import io.rialto.protocol.TimeInForce;
import io.rialto.view.OrderInfo;
import io.rialto.view.OrderManagement;
import io.rialto.view.OrderTrigger;
import io.rialto.view.Trade;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What the rows of the history's tables say. */
final class HistoryRows {
    private HistoryRows() {}

    static Posting posting(ResultSet row) throws SQLException {
        return new Posting(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("account"),
                row.getInt("asset"),
                PostingCause.valueOf(row.getString("cause")),
                row.getLong("cash_delta"),
                row.getLong("held_delta"),
                row.getLong("cash"),
                row.getLong("held"),
                row.getLong("market"),
                row.getLong("reference"));
    }

    static PastOrder order(ResultSet row) throws SQLException {
        long quantity = row.getLong("quantity");
        long filled = row.getLong("filled");
        String reason = row.getString("close_reason");
        CloseReason closeReason =
                reason.isEmpty() ? CloseReason.NULL_VAL : CloseReason.valueOf(reason);
        boolean open = closeReason == CloseReason.NULL_VAL;
        OrderInfo info = new OrderInfo(
                row.getLong("market"),
                row.getLong("order_id"),
                row.getLong("account"),
                row.getString("client_order_id"),
                Side.valueOf(row.getString("side")),
                OrderType.valueOf(row.getString("order_type")),
                TimeInForce.valueOf(row.getString("time_in_force")),
                SelfTradePrevention.valueOf(row.getString("self_trade_prevention")),
                row.getInt("post_only") == 1,
                row.getLong("price"),
                quantity,
                row.getLong("budget"),
                row.getLong("expires_at"),
                row.getInt("maker_fee_ppm"),
                row.getInt("taker_fee_ppm"),
                open ? Math.max(0, quantity - filled) : 0,
                filled,
                row.getLong("filled_notional"),
                row.getLong("fees"),
                row.getLong("held"),
                OrderInfo.state(closeReason, filled),
                OrderTrigger.NONE,
                OrderManagement.NONE,
                0,
                closeReason,
                row.getLong("accepted_at"),
                row.getLong("changed_at"),
                row.getLong("changed_sequence"));
        return new PastOrder(info, row.getLong("accepted_sequence"));
    }

    static OrderEvent orderEvent(ResultSet row) throws SQLException {
        return new OrderEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                OrderEvent.Kind.valueOf(row.getString("kind")),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("trade"),
                row.getString("reason"));
    }

    static Trade trade(ResultSet row) throws SQLException {
        return new Trade(
                row.getLong("market"),
                row.getLong("trade"),
                row.getLong("update_number"),
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("maker_order"),
                row.getLong("taker_order"),
                row.getLong("maker_account"),
                row.getLong("taker_account"),
                row.getLong("price"),
                row.getLong("quantity"),
                row.getLong("notional"),
                row.getLong("maker_fee"),
                row.getLong("taker_fee"),
                Side.valueOf(row.getString("taker_side")),
                row.getLong("busted") != 0);
    }

    static Correction correction(ResultSet row) throws SQLException {
        return new Correction(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                Correction.Kind.valueOf(row.getString("kind")),
                row.getLong("trade"),
                row.getLong("previous_price"),
                row.getLong("price"),
                row.getString("reason"));
    }

    static Transfer transfer(ResultSet row) throws SQLException {
        return new Transfer(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getInt("asset"),
                Transfer.Kind.valueOf(row.getString("kind")),
                row.getLong("amount"),
                row.getString("note"),
                row.getLong("counterparty"));
    }

    static Denial denial(ResultSet row) throws SQLException {
        return new Denial(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getInt("command_template"),
                Code.valueOf(row.getString("code")),
                row.getLong("market"),
                row.getLong("order_id"),
                row.getString("client_order_id"),
                row.getLong("needed"),
                row.getLong("available"));
    }

    static ReferenceChange reference(ResultSet row) throws SQLException {
        return new ReferenceChange(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                ReferenceTerms.parse(row.getString("terms")));
    }

    static AdministratorAction action(ResultSet row) throws SQLException {
        return new AdministratorAction(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("account"),
                row.getLong("market"),
                row.getString("action"),
                row.getString("reason"));
    }

    static MarketEvent marketEvent(ResultSet row) throws SQLException {
        return new MarketEvent(
                row.getLong("sequence"),
                row.getLong("time_nanos"),
                row.getLong("actor"),
                row.getLong("market"),
                MarketEvent.Kind.valueOf(row.getString("kind")),
                row.getString("status"),
                row.getInt("maker_fee_ppm"),
                row.getInt("taker_fee_ppm"),
                row.getString("reason"),
                StatusCause.valueOf(row.getString("cause")));
    }
}
