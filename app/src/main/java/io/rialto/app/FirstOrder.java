package io.rialto.app;

/** What the first start tells: the administrator's token, and how to come to a first trade. */
final class FirstOrder {
    private static final String HEAD = """

            This is a new venue. Its administrator's token, shown this once:

              %1$s

            A first trade, pasted into a shell with curl:

              export RIALTO=%2$s/api/v1 RIALTO_TOKEN=%1$s
              post() { curl -sS -H "Authorization: Bearer $1" -H "Content-Type: application/json" "$RIALTO/$2" -d "$3"; echo; }
              field() { sed -n "s/.*\\"$1\\": *\\"\\([^\\"]*\\)\\".*/\\1/p"; }

            """;

    private FirstOrder() {}

    /** The same for a venue in which simulated traders make the other side. */
    static String textOfLiving(String url, String token) {
        return (HEAD + """
                          ADA=$(post $RIALTO_TOKEN admin/accounts '{"name":"Ada"}' | field id)
                          post $RIALTO_TOKEN admin/deposits '{"account":"'$ADA'","asset":"USD","amount":"100000"}'
                          ADA_TOKEN=$(post $RIALTO_TOKEN admin/accounts/$ADA/tokens '{"label":"first"}' | field token)
                          post $ADA_TOKEN orders '{"market":"BTC-USD","side":"buy","type":"market","quantity":"0.01"}'
                          curl -sS -H "Authorization: Bearer $ADA_TOKEN" "$RIALTO/trades"; echo
                        """).formatted(token, url);
    }

    /**
     * The text; a test runs its commands as they are printed.
     *
     * @param url of the gateway
     */
    static String text(String url, String token) {
        return (HEAD + """
                          post $RIALTO_TOKEN admin/assets '{"symbol":"BTC","scale":8}'
                          post $RIALTO_TOKEN admin/assets '{"symbol":"USD","scale":2}'
                          post $RIALTO_TOKEN admin/markets '{"symbol":"BTC-USD","base":"BTC","quote":"USD","tick":"1","lot":"0.01","priceMaximum":"1000000","quantityMaximum":"1000"}'
                          ADA=$(post $RIALTO_TOKEN admin/accounts '{"name":"Ada"}' | field id)
                          BOB=$(post $RIALTO_TOKEN admin/accounts '{"name":"Bob"}' | field id)
                          post $RIALTO_TOKEN admin/deposits '{"account":"'$ADA'","asset":"BTC","amount":"2"}'
                          post $RIALTO_TOKEN admin/deposits '{"account":"'$BOB'","asset":"USD","amount":"100000"}'
                          ADA_TOKEN=$(post $RIALTO_TOKEN admin/accounts/$ADA/tokens '{"label":"first"}' | field token)
                          BOB_TOKEN=$(post $RIALTO_TOKEN admin/accounts/$BOB/tokens '{"label":"first"}' | field token)
                          post $ADA_TOKEN orders '{"market":"BTC-USD","side":"sell","price":"50000","quantity":"1"}'
                          post $BOB_TOKEN orders '{"market":"BTC-USD","side":"buy","price":"50000","quantity":"0.4"}'
                          curl -sS -H "Authorization: Bearer $BOB_TOKEN" "$RIALTO/markets/BTC-USD/trades"; echo
                        """).formatted(token, url);
    }
}
