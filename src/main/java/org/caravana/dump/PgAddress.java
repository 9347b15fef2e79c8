package org.caravana.dump;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caravana.dump.DumpFailedException.Reason;

/**
 * A PostgreSQL JDBC URL in libpq's words (PostgreSQL documentation, 34.15 Environment Variables): several hosts are
 * kept, of the parameters those that libpq knows, too.
 */
record PgAddress(Map<String, String> environment, String database) {
    private static final Pattern URL = Pattern.compile("jdbc:postgresql:(?://([^/?]*))?/?([^?]*)(?:\\?(.*))?");
    private static final Map<String, String> PARAMETERS = Map.of(
            "sslmode", "PGSSLMODE",
            "sslrootcert", "PGSSLROOTCERT",
            "sslcert", "PGSSLCERT",
            "sslkey", "PGSSLKEY",
            "connectTimeout", "PGCONNECT_TIMEOUT",
            "options", "PGOPTIONS",
            "user", "PGUSER");

    static PgAddress of(DatabaseAddress address) {
        Matcher parts = URL.matcher(address.url());
        if (!parts.matches()) {
            throw new DumpFailedException(
                    "this is no address of a PostgreSQL database: "
                            + address.url().replaceAll("\\?.*", ""),
                    "write it like jdbc:postgresql://10.0.0.5/conan",
                    Reason.SETTINGS);
        }
        Map<String, String> environment = new HashMap<>();
        // answers in English, and a name by which our own connections are known
        environment.put("LC_ALL", "C");
        environment.put("PGAPPNAME", "caravana");
        environment.put("PGCONNECT_TIMEOUT", "30");
        hosts(Optional.ofNullable(parts.group(1)).filter(h -> !h.isEmpty()).orElse("localhost"), environment);
        parameters(Optional.ofNullable(parts.group(3)).orElse(""), environment);
        address.user().ifPresent(user -> environment.put("PGUSER", user));
        String named = decode(parts.group(2));
        String database = named.isEmpty() ? environment.getOrDefault("PGUSER", "postgres") : named;
        environment.put("PGDATABASE", database);
        return new PgAddress(environment, database);
    }

    private static void hosts(String list, Map<String, String> environment) {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        for (String each : list.split(",")) {
            int colon = each.lastIndexOf(':');
            boolean hasPort = colon > each.lastIndexOf(']');
            String host = hasPort ? each.substring(0, colon) : each;
            hosts.append(hosts.length() == 0 ? "" : ",").append(decode(host.replaceAll("[\\[\\]]", "")));
            ports.append(ports.length() == 0 ? "" : ",").append(hasPort ? each.substring(colon + 1) : "5432");
        }
        environment.put("PGHOST", hosts.toString());
        environment.put("PGPORT", ports.toString());
    }

    private static void parameters(String query, Map<String, String> environment) {
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            if (name.equals("password")) {
                throw new DumpFailedException(
                        "the database's address has a password in it",
                        "put it into a file and name that in password-file",
                        Reason.SETTINGS);
            }
            String variable = PARAMETERS.get(name);
            if (variable != null && equals >= 0) {
                environment.put(variable, decode(each.substring(equals + 1)));
            }
        }
    }

    /** The database's name as a connection string, in which it cannot be taken for anything else. */
    String connectionString() {
        return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
