package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookCommandTest {
    private static final String RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void settings() throws IOException {
        shell = new Shell(home);
        Path secret = home.resolve("cloud");
        Files.writeString(secret, "canary-secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.createDirectories(home.resolve("systems"));
        Files.writeString(home.resolve("known_hosts"), "");
        Files.copy(secret, home.resolve("id"));
        shell.settings("""
                office.language=pt-BR
                office.zone=America/Sao_Paulo
                repository=backups
                directory.systems.path=systems
                target.annex.type=sftp
                target.annex.host=backup.example
                target.annex.user=caravana
                target.annex.key-file=id
                target.annex.known-hosts=known_hosts
                target.cloud.type=s3
                target.cloud.bucket=inprev
                target.cloud.region=sa-east-1
                target.cloud.access-key=AKIA
                target.cloud.secret-key-file=cloud
                target.cloud.encrypt-to=%s
                plan.night.sources=systems
                plan.night.targets=annex,cloud
                plan.night.schedule=0 0 19 ? * MON-SAT
                """.formatted(RECIPIENT));
    }

    @Test
    void thePageNamesThisInstallationsPlacesInTheOfficesLanguage() {
        shell.run("runbook");

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out())
                .startsWith("ROTEIRO: QUANDO O SERVIDOR SE PERDE")
                .contains(
                        "annex: sftp://caravana@backup.example:22 caravana",
                        "cloud: s3://inprev/ (sa-east-1)",
                        "caravana adopt --from cloud --identity ARQUIVO",
                        "caravana adopt --from annex\n",
                        "aws s3 sync s3://inprev/PLAN/CYCLE CYCLE",
                        RECIPIENT)
                .doesNotContain("canary-secret", "{{", "{%");
    }

    @Test
    void inEnglishForWhomeverComesToHelp() {
        shell.run("runbook", "--language", "en");

        assertThat(shell.code()).as(shell.err()).isZero();
        assertThat(shell.out())
                .startsWith("RUNBOOK: WHEN THE SERVER IS LOST")
                .contains("caravana list --from cloud --identity FILE", "sftp -P 22 caravana@backup.example");
    }
}
