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
 * A Firebird JDBC URL in the words of Firebird's programs: {@code host/port:path} and a role.
 *
 * @param connection server, port, and the database's path there or its alias
 */
record FirebirdAddress(
        String connection, Optional<String> role, Map<String, String> environment, Map<String, Secret> secrets) {
    static final String PROVIDER = "firebird3.0-utils";
    private static final Pattern URL = Pattern.compile(
            "jdbc:firebirdsql:(?:java:)?//([^/?;:\\[\\]]+|\\[[^\\]]+\\])(?::(\\d+))?/([^?;]+)(?:[?;](.*))?");

    static FirebirdAddress of(DatabaseAddress address) {
        Matcher parts = URL.matcher(address.url());
        if (!parts.matches()) {
            throw new DumpFailedException(
                    "this is no address of a Firebird database: "
                            + address.url().replaceAll("[?;].*", ""),
                    "write it like jdbc:firebirdsql://10.0.0.5//srv/conan.fdb, or with an alias of the server",
                    Reason.SETTINGS);
        }
        String port = Optional.ofNullable(parts.group(2)).orElse("3050");
        Map<String, String> environment = new HashMap<>();
        address.user().ifPresent(user -> environment.put("ISC_USER", user));
        return new FirebirdAddress(
                parts.group(1) + "/" + port + ":" + parts.group(3),
                role(Optional.ofNullable(parts.group(4)).orElse("")),
                Map.copyOf(environment),
                address.password().map(p -> Map.of("ISC_PASSWORD", p)).orElse(Map.of()));
    }

    private static Optional<String> role(String parameters) {
        for (String each : parameters.split("[&;]")) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? "" : each.substring(0, equals);
            if (List.of("roleName", "sqlRole", "isc_dpb_sql_role_name").contains(name)) {
                return Optional.of(each.substring(equals + 1));
            }
        }
        return Optional.empty();
    }

    /** {@code gbak}, what it is to do, who asks, and what it reads and writes. */
    ToolCommand gbak(String program, List<String> what, List<String> places) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(what);
        role.ifPresent(name -> words.addAll(List.of("-role", name)));
        words.addAll(places);
        return new ToolCommand(words, environment, secrets, PROVIDER);
    }
}
