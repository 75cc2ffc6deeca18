package io.rialto.view;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a venue consists of: assets, markets with their terms and status, accounts, tokens. Any
 * thread may read it; only the view's thread writes. Each answer is a state that the venue was in,
 * but two answers need not be of the same moment: who needs that, or a stated sequence, asks
 * through {@link ViewHost#query}.
 */
public final class Directory {
    private final Map<Integer, AssetInfo> assets = new ConcurrentHashMap<>();
    private final Map<String, AssetInfo> assetsBySymbol = new ConcurrentHashMap<>();
    private final Map<Long, MarketInfo> markets = new ConcurrentHashMap<>();
    private final Map<Long, MarketAudience> audiences = new ConcurrentHashMap<>();
    private final Map<MarketName, Long> marketsBySymbol = new ConcurrentHashMap<>();
    private final Map<MarketName, List<Long>> marketsByBareSymbol = new ConcurrentHashMap<>();
    private final Map<Long, OutcomeInfo> outcomes = new ConcurrentHashMap<>();
    private final Map<Long, FundInfo> funds = new ConcurrentHashMap<>();
    private final Map<Long, OptionInfo> options = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Long, ItemInfo> items = new ConcurrentSkipListMap<>();
    private final Map<Long, AccountInfo> accounts = new ConcurrentHashMap<>();
    private final Map<TokenHash, TokenInfo> tokens = new ConcurrentHashMap<>();
    private final Map<Long, TokenHash> tokenHashes = new ConcurrentHashMap<>();
    private final Owning owning = new Owning();
    private final Guarding guarding = new Guarding();

    Directory() {}

    /** Who owns which account, and the universes. */
    public Owning owning() {
        return owning;
    }

    /** Whether an account is in a universe, or a user who has an account there. */
    public boolean isIn(long account, int universe) {
        AccountInfo info = accounts.get(account);
        return (info != null && info.universe() == universe)
                || owning.member(universe, account).isPresent();
    }

    /** What protects the venue. */
    public Guarding guarding() {
        return guarding;
    }

    /** The asset with that id; 0 is what contracts are counted in. */
    public Optional<AssetInfo> asset(int asset) {
        return Optional.ofNullable(
                asset == Contracts.UNIT.asset() ? Contracts.UNIT : assets.get(asset));
    }

    /** What a market of contracts has beside its terms; empty for any other. */
    public Optional<OutcomeInfo> outcome(long market) {
        return Optional.ofNullable(outcomes.get(market));
    }

    /** What a fund has beside that; empty for any other market. */
    public Optional<FundInfo> fund(long market) {
        return Optional.ofNullable(funds.get(market));
    }

    /** The items put up for auction in a universe and not taken off, the last first. */
    public List<ItemInfo> items(int universe, int max) {
        return items.descendingMap().values().stream()
                .filter(item -> item.universe() == universe)
                .limit(max)
                .toList();
    }

    /** An item that was put up for auction. */
    public Optional<ItemInfo> item(long listing) {
        return Optional.ofNullable(items.get(listing));
    }

    /** The terms of a market of options; empty for any other. */
    public Optional<OptionInfo> option(long market) {
        return Optional.ofNullable(options.get(market));
    }

    /** The asset with that symbol. */
    public Optional<AssetInfo> assetBySymbol(String symbol) {
        return Optional.ofNullable(assetsBySymbol.get(symbol));
    }

    /** All assets by id. */
    public List<AssetInfo> assets() {
        return sorted(assets.values(), AssetInfo::asset);
    }

    /** The market with that id. */
    public Optional<MarketInfo> market(long market) {
        return Optional.ofNullable(markets.get(market));
    }

    /** The market with that symbol in a universe. */
    public Optional<MarketInfo> marketBySymbol(int universe, String symbol) {
        Long market = marketsBySymbol.get(new MarketName(universe, symbol));
        return market == null ? Optional.empty() : market(market);
    }

    /** The markets of a universe of whose symbols that is left, by id. */
    public List<MarketInfo> marketsByBareSymbol(int universe, String bareSymbol) {
        return marketsByBareSymbol
                .getOrDefault(new MarketName(universe, bareSymbol), List.of())
                .stream()
                .map(markets::get)
                .toList();
    }

    /** All markets by id. */
    public List<MarketInfo> markets() {
        return sorted(markets.values(), MarketInfo::market);
    }

    /** Who may know of a market. */
    public MarketAudience audience(long market) {
        return audiences.getOrDefault(market, MarketAudience.EVERYONE);
    }

    /** Whether a market tells nobody whose orders and trades are whose. */
    public boolean hidesAccounts(long market) {
        return audience(market).hidesAccounts();
    }

    /** The account with that id. */
    public Optional<AccountInfo> account(long account) {
        return Optional.ofNullable(accounts.get(account));
    }

    /** All accounts by id, those of the system among them. */
    public List<AccountInfo> accounts() {
        return sorted(accounts.values(), AccountInfo::account);
    }

    /** All administrators by id. */
    public List<AccountInfo> administrators() {
        return accounts().stream().filter(AccountInfo::administrator).toList();
    }

    /** The token whose SHA-256 is the 32 bytes given, unless it was revoked; it may have expired. */
    public Optional<TokenInfo> token(byte[] hash) {
        return Optional.ofNullable(tokens.get(TokenHash.of(hash)));
    }

    /** The tokens of an account by id. */
    public List<TokenInfo> tokens(long account) {
        return tokens.values().stream()
                .filter(token -> token.account() == account)
                .sorted(Comparator.comparingLong(TokenInfo::tokenId))
                .toList();
    }

    void put(AssetInfo asset) {
        assets.put(asset.asset(), asset);
        assetsBySymbol.put(asset.symbol(), asset);
    }

    void put(MarketInfo market) {
        if (markets.put(market.market(), market) != null) {
            // A market keeps its symbol.
            return;
        }
        marketsBySymbol.put(new MarketName(market.universe(), market.symbol()), market.market());
        marketsByBareSymbol.merge(
                new MarketName(market.universe(), market.bareSymbol()),
                List.of(market.market()),
                (all, one) -> Stream.concat(all.stream(), one.stream()).sorted().toList());
    }

    void put(OutcomeInfo outcome) {
        outcomes.put(outcome.market(), outcome);
    }

    void put(FundInfo fund) {
        funds.put(fund.market(), fund);
    }

    void put(ItemInfo item) {
        items.put(item.listing(), item);
    }

    void removeItem(long listing) {
        items.remove(listing);
    }

    void put(OptionInfo option) {
        options.put(option.market(), option);
    }

    void put(long market, MarketAudience audience) {
        audiences.put(market, audience);
    }

    void put(AccountInfo account) {
        accounts.put(account.account(), account);
    }

    void put(byte[] hash, TokenInfo token) {
        TokenHash key = TokenHash.of(hash);
        tokens.put(key, token);
        tokenHashes.put(token.tokenId(), key);
    }

    void removeToken(long tokenId) {
        TokenHash key = tokenHashes.remove(tokenId);
        if (key == null) {
            throw new FrameInvalidException("token " + tokenId + " is revoked but unknown");
        }
        tokens.remove(key);
    }

    /** The tokens by hash: for comparing two views. */
    Map<TokenHash, TokenInfo> tokensByHash() {
        return Map.copyOf(tokens);
    }

    private static <T> List<T> sorted(Collection<T> values, ToLongFunction<T> id) {
        return values.stream().sorted(Comparator.comparingLong(id)).toList();
    }

    private record MarketName(int universe, String symbol) {}
}
