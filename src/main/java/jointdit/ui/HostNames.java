package jointdit.ui;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Names of this server, so that no other name can be made to point at it.
 *
 * @param further names beside the address of the connection; with or without a port
 */
record HostNames(List<String> further) {
    HostNames {
        further = List.copyOf(further);
    }

    /** Whether the header Host names this server. */
    boolean isOurs(HttpServerExchange exchange) {
        var hosts = exchange.getRequestHeaders().get(Headers.HOST);
        if (hosts == null || hosts.size() != 1) {
            return false;
        }
        var host = hosts.getFirst().toLowerCase(Locale.ROOT);
        var address = exchange.getConnection().getLocalAddress(InetSocketAddress.class);
        return own(address).anyMatch(host::equals)
                || further.stream()
                        .anyMatch(name -> host.equals(name)
                                || host.replaceAll(":\\d+$", "").equals(name));
    }

    private static Stream<String> own(InetSocketAddress address) {
        var ip = address.getAddress();
        var literal = ip.getHostAddress().replaceAll("%.*", "");
        var names = ip.isLoopbackAddress()
                ? Stream.of("localhost", "127.0.0.1", "[::1]")
                : Stream.of(literal.contains(":") ? "[" + literal + "]" : literal);
        return names.map(name -> name + ":" + address.getPort());
    }
}
