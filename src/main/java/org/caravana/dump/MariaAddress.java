package org.caravana.dump;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.config.Secret;
import org.caravana.dump.DumpFailedException.Reason;

/**
 * A MariaDB JDBC URL in the words of MariaDB's programs: one host or a socket, and encryption. Option files of the user
 * who runs it are not read, so that nothing stands in them that wins over the settings.
 */
record MariaAddress(List<String> words, String database, Map<String, Secret> secrets) {
    static final String PROVIDER = "mariadb-client";
    private static final Pattern URL =
            Pattern.compile("jdbc:mariadb://([^/?,:\\[\\]]*|\\[[^\\]]*\\])(?::(\\d+))?/([^?]*)(?:\\?(.*))?");
    private static final Map<String, List<String>> SSL = Map.of(
            "disable", List.of("--skip-ssl"),
            "trust", List.of("--ssl"),
            "verify-ca", List.of("--ssl"),
            "verify-full", List.of("--ssl", "--ssl-verify-server-cert"));

    static MariaAddress of(DatabaseAddress address) {
        Matcher parts = URL.matcher(address.url());
        if (!parts.matches()) {
            throw new DumpFailedException(
                    "this is no address of one MariaDB database: "
                            + address.url().replaceAll("\\?.*", ""),
                    "write it like jdbc:mariadb://10.0.0.5/conan",
                    Reason.SETTINGS);
        }
        Map<String, String> parameters = parameters(parts.group(4));
        List<String> words = new ArrayList<>(List.of("--no-defaults", "--default-character-set=utf8mb4"));
        if (parameters.containsKey("localSocket")) {
            words.addAll(List.of("--protocol=socket", "--socket=" + parameters.get("localSocket")));
        } else {
            String host = parts.group(1).replaceAll("[\\[\\]]", "");
            words.addAll(List.of("--protocol=tcp", "--host=" + (host.isEmpty() ? "localhost" : host)));
            words.add("--port=" + Optional.ofNullable(parts.group(2)).orElse("3306"));
        }
        words.addAll(SSL.getOrDefault(parameters.getOrDefault("sslMode", ""), List.of()));
        Optional.ofNullable(parameters.get("serverSslCert")).ifPresent(file -> words.add("--ssl-ca=" + file));
        address.user().ifPresent(user -> words.add("--user=" + user));
        return new MariaAddress(
                List.copyOf(words),
                parts.group(3),
                address.password().map(p -> Map.of("MYSQL_PWD", p)).orElse(Map.of()));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : Optional.ofNullable(query).orElse("").split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                parameters.put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        return parameters;
    }

    /** A program, how it connects, and what else it is told. */
    ToolCommand command(String program, List<String> further) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(words);
        all.addAll(further);
        return new ToolCommand(all, Map.of("LC_ALL", "C.UTF-8"), secrets, PROVIDER);
    }
}
