package org.caravana.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.caravana.config.Secret;
import org.junit.jupiter.api.Test;

class PgAddressTest {

    @Test
    void hostPortAndDatabaseAreTakenFromTheUrl() {
        assertThat(environment("jdbc:postgresql://10.0.0.5/conan"))
                .containsEntry("PGHOST", "10.0.0.5")
                .containsEntry("PGPORT", "5432")
                .containsEntry("PGDATABASE", "conan")
                .containsEntry("PGUSER", "backup");
        assertThat(environment("jdbc:postgresql://[::1]:5433,b:6/c%20d?sslmode=require&ApplicationName=x"))
                .containsEntry("PGHOST", "::1,b")
                .containsEntry("PGPORT", "5433,6")
                .containsEntry("PGDATABASE", "c d")
                .containsEntry("PGSSLMODE", "require");
        assertThat(environment("jdbc:postgresql:conan"))
                .containsEntry("PGHOST", "localhost")
                .containsEntry("PGDATABASE", "conan");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> environment("jdbc:postgresql://h/d?password=canary"))
                .isInstanceOf(DumpFailedException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void theDumpCommandShowsNoSecret() {
        DatabaseAddress address = new DatabaseAddress(
                "jdbc:postgresql://h/d",
                Optional.of("u"),
                Optional.of(new Secret("canary")),
                Map.of("tool-folder", "/opt/pg/bin", "dump-options", "--exclude-table-data=log  --no-comments"));
        assertThat(new PgDump(address).command().words())
                .containsExactly(
                        "/opt/pg/bin/pg_dump",
                        "--format=custom",
                        "--compress=0",
                        "--no-password",
                        "--exclude-table-data=log",
                        "--no-comments");
        assertThat(address.toString() + new PgDump(address).command()).doesNotContain("canary");
        assertThat(new PgRestore(address).command(DumpLoader.Options.EMPTY).words())
                .startsWith("/opt/pg/bin/pg_restore")
                .endsWith("--dbname=dbname='d'");
    }

    @Test
    void aDatabasesKindIsKnownByItsUrl() {
        assertThat(DatabaseKind.ofUrl("jdbc:postgresql://h/d")).contains(DatabaseKind.POSTGRESQL);
        assertThat(DatabaseKind.ofUrl("jdbc:h2:./x")).contains(DatabaseKind.H2);
        assertThat(DatabaseKind.ofUrl("jdbc:oracle:x")).isEmpty();
        assertThat("conan" + DatabaseKind.POSTGRESQL.suffix()).isEqualTo("conan.dump");
    }

    private static Map<String, String> environment(String url) {
        return PgAddress.of(new DatabaseAddress(url, Optional.of("backup"), Optional.empty(), Map.of()))
                .environment();
    }
}
