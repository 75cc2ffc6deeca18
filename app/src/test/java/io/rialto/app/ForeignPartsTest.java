package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A venue as {@code rialto up} starts it, among parts of others: XChange's Binance module trades, with
 * nothing but another address, and PostgreSQL keeps the history, or is away.
 */
@Tag("system")
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignPartsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final CurrencyPair PAIR = new CurrencyPair("BTC", "USD");

    /** The same, for those of its calls that take any instrument. */
    private static final Instrument MARKET = PAIR;

    private Path folder;
    private int databasePort;
    private Optional<EmbeddedPostgres> database = Optional.empty();
    private VenueProcess venue;
    private RestClient administrator;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        databasePort = VenueProcess.freePort();
        startDatabase();
        venue = VenueProcess.start(folder.resolve("data"), "--history", databaseUrl());
        administrator = venue.administrator();
        make("assets", RestClient.object().put("symbol", "USD").put("scale", 4));
        make("assets", RestClient.object().put("symbol", "BTC").put("scale", 8));
        ObjectNode market = RestClient.object().put("symbol", "BTC-USD");
        market.put("base", "BTC").put("quote", "USD").put("tick", "0.01").put("lot", "0.01");
        market.put("priceMaximum", "1000000").put("quantityMaximum", "1000");
        make("markets", market.put("makerFeePpm", 0).put("takerFeePpm", 1000));
    }

    @AfterAll
    void close() throws IOException {
        administrator.close();
        venue.close();
        stopDatabase();
    }

    /** Where it was before, with what it had. */
    private void startDatabase() throws IOException {
        database = Optional.of(EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("database"))
                .setCleanDataDirectory(false)
                .setPort(databasePort)
                .setServerConfig("fsync", "off")
                .setPGStartupWait(PATIENCE)
                .start());
    }

    private String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres?user=postgres";
    }

    private void stopDatabase() throws IOException {
        if (database.isPresent()) {
            database.get().close();
            database = Optional.empty();
        }
    }

    private JsonNode make(String what, ObjectNode body) throws IOException {
        return done(administrator.post("/api/v1/admin/" + what, body));
    }

    private static JsonNode done(Answer answer) {
        assertThat(answer.isDone()).as(answer.summary()).isTrue();
        return answer.body();
    }

    /** A person with money and a key. */
    private record Person(Exchange exchange, RestClient rest) {}

    private Person person(String name) throws IOException {
        ObjectNode person = RestClient.object().put("name", name);
        person.put("password", name + " likes markets 1");
        person.set(
                "code",
                make("join-codes", RestClient.object().put("label", name)).path("code"));
        JsonNode joined = done(administrator.post("/api/v1/people", person));
        for (String[] money : new String[][] {{"USD", "10000"}, {"BTC", "10"}}) {
            ObjectNode deposit = RestClient.object().put("asset", money[0]).put("amount", money[1]);
            deposit.set("account", joined.path("account"));
            make("deposits", deposit);
        }
        RestClient rest = new RestClient(venue.url(), joined.path("accessToken").asText());
        ObjectNode wanted = RestClient.object();
        wanted.putArray("scopes").add("read").add("trade");
        JsonNode key = done(rest.post("/api/v1/me/keys", wanted));
        return new Person(exchange(key.path("id").asText(), key.path("secret").asText()), rest);
    }

    private Exchange exchange(String key, String secret) {
        ExchangeSpecification where = new ExchangeSpecification(BinanceExchange.class);
        where.setSslUri(venue.url().toString());
        where.setHost("127.0.0.1");
        where.setApiKey(key);
        where.setSecretKey(secret);
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
        Exchange ada = person("Ada").exchange();
        Exchange bob = person("Bob").exchange();
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
    void shouldTellXChangeWhyNot() throws IOException {
        Exchange ada = person("Eve").exchange();
        assertThatThrownBy(() -> limit(ada, OrderType.BID, "900", "100000"))
                .isInstanceOf(FundsExceededException.class);
        assertThatThrownBy(() -> ada.getTradeService()
                        .cancelOrder(new BinanceCancelOrderParams(PAIR, "999999")))
                .isInstanceOf(ExchangeException.class)
                .hasMessageContaining("Unknown order");
    }

    @Test
    void shouldTradeWhileTheHistorysDatabaseIsAwayAndKnowAllOfItAfterwards() throws IOException {
        Person cid = person("Cid");
        Person dan = person("Dan");
        try (RestClient past = cid.rest();
                RestClient _ = dan.rest()) {
            List<String> bought = new ArrayList<>();
            bought.addFirst(buyOne(cid, dan, "201"));
            awaitHealth(health -> lag(health) == 0);

            stopDatabase();
            bought.addFirst(buyOne(cid, dan, "202"));
            JsonNode away = awaitHealth(health -> health.path("reasons")
                    .toString()
                    .contains("the history's database does not answer"));
            assertThat(away.path("reasons").toString()).contains("orders go on");
            assertThat(away.path("status").asText()).isEqualTo("degraded");
            bought.addFirst(buyOne(cid, dan, "203"));
            awaitHealth(health -> lag(health) > 0);
            assertThat(past.get("/api/v1/trade-history").code()).isEqualTo("history-unavailable");
            assertThat(administrator.get("/health/ready").isDone()).isTrue();

            startDatabase();
            JsonNode back = awaitHealth(
                    health -> lag(health) == 0 && health.path("reasons").isEmpty());
            assertThat(back.path("status").asText()).isEqualTo("up");
            List<String> told = new ArrayList<>();
            done(past.get("/api/v1/trade-history"))
                    .path("trades")
                    .forEach(trade -> told.add(trade.path("orderId").asText()));
            assertThat(told).isEqualTo(bought);
        }
    }

    @Test
    void shouldVerifyTheAuditLogOfPeopleKeptInTheDatabase()
            throws IOException, InterruptedException, SQLException {
        try (VenueProcess other =
                        VenueProcess.start(folder.resolve("people"), "--database", databaseUrl());
                RestClient anybody = new RestClient(other.url(), "");
                RestClient operator = other.administrator()) {
            ObjectNode code = RestClient.object().put("label", "class").put("uses", 1);
            JsonNode made = done(operator.post("/api/v1/admin/join-codes", code));
            ObjectNode person = RestClient.object().put("name", "Fay");
            done(anybody.post("/api/v1/people", person.set("code", made.path("code"))));
            other.stop();
        }
        assertThat(verifyPeople()).satisfies(found -> {
            assertThat(found.exitCode()).as(found.toString()).isZero();
            assertThat(found.output()).contains("entries of the audit log follow one another");
        });

        try (Connection connection = DriverManager.getConnection(databaseUrl());
                Statement behindItsBack = connection.createStatement()) {
            behindItsBack.execute("SET search_path TO rialto_identity");
            behindItsBack.execute("DROP TRIGGER audit_refuse_change ON audit");
            behindItsBack.execute("UPDATE audit SET address = '198.51.100.1' WHERE number = 2");
        }
        assertThat(verifyPeople()).satisfies(found -> {
            assertThat(found.exitCode()).isEqualTo(Main.BROKEN);
            assertThat(found.output()).contains("audit log: entry 2 is not as it was written");
        });
    }

    private Program.Finished verifyPeople() throws IOException {
        return Program.run(folder, "verify", "--data", "people", "--database", databaseUrl());
    }

    /** The order that bought. */
    private static String buyOne(Person buyer, Person seller, String price) throws IOException {
        limit(seller.exchange(), OrderType.ASK, "0.01", price);
        return limit(buyer.exchange(), OrderType.BID, "0.01", price);
    }

    private static long lag(JsonNode health) {
        return health.path("historyLag").asLong(-1);
    }

    private JsonNode awaitHealth(Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> administrator.get("/health").body(), wanted);
    }
}
