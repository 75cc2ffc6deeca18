package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceExchange;
import org.knowm.xchange.binance.dto.ExchangeType;
import org.knowm.xchange.binance.dto.trade.BinanceCancelOrderParams;
import org.knowm.xchange.binance.dto.trade.BinanceTradeHistoryParams;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order.OrderStatus;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.UserTrade;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.exceptions.FundsExceededException;
import org.knowm.xchange.instrument.Instrument;
import org.knowm.xchange.service.trade.params.orders.DefaultOpenOrdersParamCurrencyPair;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** A client of others on the JVM: XChange's Binance module, with nothing but another address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XChangeTest {
    private static final CurrencyPair PAIR = new CurrencyPair("BTC", "USD");

    /** The same, for those of its calls that take any instrument. */
    private static final Instrument MARKET = PAIR;

    private VenueFixture venue;
    private Exchange ada;
    private Exchange bob;

    @BeforeAll
    void open(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
        ada = exchange("Ada");
        bob = exchange("Bob");
    }

    @AfterAll
    void close() {
        venue.close();
    }

    private Exchange exchange(String name) {
        JsonObject joined = venue.signUp(name);
        venue.deposit(joined.getString("account"), "USD", "10000");
        venue.deposit(joined.getString("account"), "BTC", "10");
        JsonObject key = new Api(venue.gateway.url(), joined.getString("accessToken"))
                .post(
                        "/api/v1/me/keys",
                        new JsonObject().put("scopes", new JsonArray(List.of("read", "trade"))))
                .expect(201)
                .json();
        ExchangeSpecification where = new ExchangeSpecification(BinanceExchange.class);
        where.setSslUri(venue.gateway.url());
        where.setHost("127.0.0.1");
        where.setApiKey(key.getString("id"));
        where.setSecretKey(key.getString("secret"));
        where.setExchangeSpecificParametersItem(BinanceExchange.EXCHANGE_TYPE, ExchangeType.SPOT);
        return ExchangeFactory.INSTANCE.createExchange(where);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static String limit(Exchange whose, OrderType side, String quantity, String price)
            throws IOException {
        return whose.getTradeService()
                .placeLimitOrder(
                        new LimitOrder(side, decimal(quantity), PAIR, null, null, decimal(price)));
    }

    @Test
    void shouldTradeByXChange() throws IOException {
        assertThat(ada.getExchangeMetaData().getInstruments().get(PAIR).getPriceScale())
                .isEqualTo(2);
        String offered = limit(bob, OrderType.ASK, "2", "100");
        assertThat(ada.getMarketDataService()
                        .getOrderBook(MARKET)
                        .getAsks()
                        .getFirst()
                        .getLimitPrice())
                .isEqualByComparingTo("100");

        String bought = ada.getTradeService()
                .placeMarketOrder(new MarketOrder(OrderType.BID, decimal("0.5"), PAIR));

        UserTrade trade = ada.getTradeService()
                .getTradeHistory(new BinanceTradeHistoryParams(PAIR))
                .getUserTrades()
                .getFirst();
        assertThat(trade.getOrderId()).isEqualTo(bought);
        assertThat(trade.getFeeAmount()).isEqualByComparingTo("0.05");
        assertThat(ada.getMarketDataService().getTicker(MARKET).getLast())
                .isEqualByComparingTo("100");
        assertThat(ada.getMarketDataService()
                        .getTrades(MARKET)
                        .getTrades()
                        .getFirst()
                        .getPrice())
                .isEqualByComparingTo("100");
        assertThat(ada.getAccountService()
                        .getAccountInfo()
                        .getWallet()
                        .getBalance(Currency.BTC)
                        .getAvailable())
                .isEqualByComparingTo("10.5");
        assertThat(bob.getTradeService()
                        .getOpenOrders(new DefaultOpenOrdersParamCurrencyPair(PAIR))
                        .getOpenOrders())
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.getId()).isEqualTo(offered);
                    assertThat(order.getStatus()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
                });
        assertThat(bob.getTradeService().cancelOrder(new BinanceCancelOrderParams(PAIR, offered)))
                .isTrue();
        assertThat(bob.getTradeService()
                        .getOpenOrders(new DefaultOpenOrdersParamCurrencyPair(PAIR))
                        .getOpenOrders())
                .isEmpty();
    }

    @Test
    void shouldTellXChangeWhyNot() {
        assertThatThrownBy(() -> limit(ada, OrderType.BID, "900", "100000"))
                .isInstanceOf(FundsExceededException.class);
        assertThatThrownBy(() -> ada.getTradeService()
                        .cancelOrder(new BinanceCancelOrderParams(PAIR, "999999")))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("Unknown order");
    }
}
