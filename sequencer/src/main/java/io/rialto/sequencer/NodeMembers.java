package io.rialto.sequencer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is in the cluster and where, in Aeron Cluster's notation: for each member its id and five
 * endpoints (ingress, consensus, log, catch-up, archive).
 */
final class NodeMembers {
    private static final int ENDPOINTS = 5;

    private final String host;
    private final String all;
    private final String[] own;

    private NodeMembers(String host, String all, int memberId) {
        this.host = host;
        this.all = all;
        this.own = endpointsOf(all, memberId);
    }

    /** As configured; a node alone gets the ports from its base port on, or any free ones. */
    static NodeMembers of(NodeConfig config) {
        String all = config.isAlone() ? alone(config) : config.members();
        return new NodeMembers(config.host(), all, config.memberId());
    }

    private static String alone(NodeConfig config) {
        List<Integer> ports = config.basePort() == 0
                ? freePorts()
                : IntStream.range(0, ENDPOINTS)
                        .map(i -> config.basePort() + i)
                        .boxed()
                        .toList();
        return config.memberId()
                + ports.stream()
                        .map(port -> "," + config.host() + ":" + port)
                        .collect(Collectors.joining());
    }

    private static List<Integer> freePorts() {
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < ENDPOINTS; i++) {
                sockets.add(new DatagramSocket());
            }
            return sockets.stream().map(DatagramSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }

    private static String[] endpointsOf(String all, int memberId) {
        for (String member : all.split("\\|", -1)) {
            String[] fields = member.split(",", -1);
            if (fields[0].equals(Integer.toString(memberId)) && fields.length == ENDPOINTS + 1) {
                return fields;
            }
        }
        throw new IllegalArgumentException("No member " + memberId + " in: " + all);
    }

    String all() {
        return all;
    }

    /** Where gateways on other machines send: member=endpoint pairs, as a client wants them. */
    String ingressEndpoints() {
        List<String> endpoints = new ArrayList<>();
        for (String member : all.split("\\|", -1)) {
            String[] fields = member.split(",", -1);
            endpoints.add(fields[0] + "=" + fields[1]);
        }
        return String.join(",", endpoints);
    }

    String archiveChannel() {
        return "aeron:udp?endpoint=" + own[ENDPOINTS];
    }

    String anyPort() {
        return "aeron:udp?endpoint=" + host + ":0";
    }
}
